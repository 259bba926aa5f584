import {MigrationInterface, QueryRunner} from 'typeorm';

/** Conflicts with their provenance and state, what detection rests on, and what the office may administer of it. */
export class Conflicts1700000000058 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE case_conflict
        ADD COLUMN source text NOT NULL DEFAULT 'detected' CHECK (source IN ('detected', 'self', 'other')),
        ADD COLUMN occasion text CHECK (occasion IN ('assignment', 'opening', 'voting', 'other')),
        ADD COLUMN declared_by uuid,
        ADD COLUMN state text NOT NULL DEFAULT 'detected'
          CHECK (state IN ('detected', 'confirmed', 'dismissed', 'pinnedConflict', 'pinnedFree')),
        ADD COLUMN present boolean NOT NULL DEFAULT true,
        ADD COLUMN decided_by uuid,
        ADD COLUMN decided_at timestamptz(3),
        ADD COLUMN seconded_by uuid,
        ADD COLUMN proposed text CHECK (proposed IN ('dismissed', 'pinnedFree')),
        ADD COLUMN proposed_by uuid,
        ADD COLUMN proposed_at timestamptz(3),
        ADD CHECK ((source = 'detected') = (declared_by IS NULL)),
        ADD CHECK ((proposed IS NULL) = (proposed_by IS NULL)),
        ADD CHECK (decided_by <> person_id),
        ADD CHECK (seconded_by NOT IN (person_id, decided_by));
      ALTER TABLE case_conflict DROP CONSTRAINT case_conflict_pkey;
      ALTER TABLE case_conflict ADD PRIMARY KEY (organisation_id, case_id, person_id, kind, source);
      CREATE TABLE case_conflict_note (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        source text NOT NULL,
        what text NOT NULL,
        made_by uuid NOT NULL,
        made_at timestamptz(3) NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (organisation_id, case_id, id),
        FOREIGN KEY (organisation_id, case_id, person_id, kind, source) REFERENCES case_conflict ON DELETE CASCADE
      );
      CREATE TABLE case_participant (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        document_id uuid NOT NULL,
        npi text,
        name text,
        FOREIGN KEY (organisation_id, case_id, document_id) REFERENCES chart_document ON DELETE CASCADE
      );
      CREATE INDEX case_participant_case ON case_participant (organisation_id, case_id, document_id);

      CREATE TABLE person_identity (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('name', 'npi', 'email', 'employer', 'market')),
        value text NOT NULL CHECK (value <> ''),
        verified boolean NOT NULL,
        added_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE UNIQUE INDEX person_identity_once ON person_identity (organisation_id, person_id, kind, value)
        WHERE ended_at IS NULL;
      CREATE TABLE person_tie (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('supervisor', 'family', 'financial')),
        person_id uuid NOT NULL,
        other_id uuid NOT NULL CHECK (other_id <> person_id),
        verified boolean NOT NULL,
        added_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person,
        FOREIGN KEY (organisation_id, other_id) REFERENCES person
      );
      CREATE UNIQUE INDEX person_tie_once ON person_tie (organisation_id, person_id, other_id, kind)
        WHERE ended_at IS NULL;
      CREATE INDEX person_tie_other ON person_tie (organisation_id, other_id) WHERE ended_at IS NULL;
      CREATE TABLE organisation_alias (
        organisation_id uuid NOT NULL REFERENCES organisation,
        alias text NOT NULL CHECK (alias <> ''),
        stands_for text NOT NULL CHECK (stands_for <> ''),
        PRIMARY KEY (organisation_id, alias)
      );
      CREATE TABLE placeholder_organisation (
        organisation_id uuid NOT NULL REFERENCES organisation,
        value text NOT NULL CHECK (value <> ''),
        listed boolean NOT NULL,
        PRIMARY KEY (organisation_id, value)
      );
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
