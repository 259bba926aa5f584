import {MigrationInterface, QueryRunner} from 'typeorm';

/** The search index, derived from the log and rebuilt at will; what the compliance desk keeps of its own. */
export class ComplianceDesk1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log_search (
        organisation_id uuid NOT NULL,
        leaf bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        kind text COLLATE "C" NOT NULL,
        type text COLLATE "C" NOT NULL,
        action text COLLATE "C" NOT NULL,
        outcome text COLLATE "C" NOT NULL,
        who text COLLATE "C" NOT NULL,
        address text COLLATE "C",
        roles text[] NOT NULL,
        PRIMARY KEY (organisation_id, leaf)
      );
      CREATE INDEX log_search_at ON log_search (organisation_id, at, leaf);
      CREATE INDEX log_search_kind ON log_search (organisation_id, kind, at, leaf);
      CREATE INDEX log_search_type ON log_search (organisation_id, type, at, leaf);
      CREATE INDEX log_search_action ON log_search (organisation_id, action, at, leaf);
      CREATE INDEX log_search_outcome ON log_search (organisation_id, outcome, at, leaf);
      CREATE INDEX log_search_who ON log_search (organisation_id, who, at, leaf);
      CREATE INDEX log_search_address ON log_search (organisation_id, address, at, leaf) WHERE address IS NOT NULL;
      -- Whom the gate hides is passed over without being read.
      CREATE INDEX log_search_who_open ON log_search (organisation_id, who, at, leaf)
        WHERE NOT roles && '{acceptedReviewer,lockedReviewer,offeredReviewer,referrer,subject}'::text[];
      CREATE INDEX log_search_address_open ON log_search (organisation_id, address, at, leaf)
        WHERE address IS NOT NULL
          AND NOT roles && '{acceptedReviewer,lockedReviewer,offeredReviewer,referrer,subject}'::text[];
      CREATE TABLE log_search_word (
        organisation_id uuid NOT NULL,
        key bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        leaf bigint NOT NULL,
        PRIMARY KEY (organisation_id, key, at, leaf)
      );
      CREATE TABLE log_search_position (
        organisation_id uuid PRIMARY KEY,
        next bigint NOT NULL
      );

      CREATE TABLE desk_number (
        organisation_id uuid NOT NULL REFERENCES organisation,
        series text NOT NULL,
        year integer NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (organisation_id, series, year)
      );
      CREATE TABLE desk_export (
        organisation_id uuid NOT NULL REFERENCES organisation,
        number text NOT NULL,
        what text NOT NULL,
        format text NOT NULL,
        question jsonb NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, number)
      );
      CREATE TABLE saved_report (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        name text NOT NULL,
        question jsonb NOT NULL,
        made_by uuid NOT NULL,
        made_at timestamptz(3) NOT NULL,
        removed_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, made_by) REFERENCES person
      );
      CREATE UNIQUE INDEX saved_report_name ON saved_report (organisation_id, lower(name)) WHERE removed_at IS NULL;
      CREATE TABLE access_finding (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        fingerprint text NOT NULL,
        rule text NOT NULL,
        person_id uuid NOT NULL,
        since timestamptz(3) NOT NULL,
        until timestamptz(3) NOT NULL,
        evidence jsonb NOT NULL,
        found_at timestamptz(3) NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'explained', 'confirmed')),
        changed_at timestamptz(3),
        changed_by text,
        reason text,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, fingerprint),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX access_finding_state ON access_finding (organisation_id, state, until DESC, id);

      CREATE TABLE privilege_text (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        committee_id uuid NOT NULL,
        version integer NOT NULL,
        jurisdiction text NOT NULL,
        statute text NOT NULL,
        text text NOT NULL,
        purpose text NOT NULL,
        prohibition text NOT NULL,
        source text NOT NULL,
        entered_by text NOT NULL,
        entered_at timestamptz(3) NOT NULL,
        approved_by text,
        counsel text,
        approved_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, committee_id, version),
        FOREIGN KEY (organisation_id, committee_id) REFERENCES committee
      );
      CREATE TABLE production (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        number text NOT NULL,
        request bytea NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, number)
      );
      CREATE TABLE production_document (
        organisation_id uuid NOT NULL,
        production_id uuid NOT NULL,
        place integer NOT NULL,
        case_id uuid NOT NULL,
        item_id uuid NOT NULL,
        kind text NOT NULL,
        dated timestamptz(3) NOT NULL,
        author text NOT NULL,
        recipients text[] NOT NULL,
        produced boolean NOT NULL,
        basis text,
        PRIMARY KEY (organisation_id, production_id, place),
        FOREIGN KEY (organisation_id, production_id) REFERENCES production,
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE TRIGGER production_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON production
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER production_document_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON production_document
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER desk_export_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON desk_export
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
