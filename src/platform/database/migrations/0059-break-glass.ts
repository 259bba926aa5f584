import {MigrationInterface, QueryRunner} from 'typeorm';

/** Compartments that compliance has opened for themselves in one case, with a reason and for a time. */
export class BreakGlass1700000000059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE broken_glass (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        case_id uuid NOT NULL,
        person_id uuid NOT NULL,
        compartments text[] NOT NULL CHECK (cardinality(compartments) > 0),
        purpose text NOT NULL CHECK (purpose IN ('compliance', 'legalHold')),
        reason text NOT NULL CHECK (reason <> ''),
        opened_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL CHECK (ends_at > opened_at),
        ended_at timestamptz(3),
        ended_by text,
        PRIMARY KEY (organisation_id, id),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case,
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX broken_glass_case ON broken_glass (organisation_id, case_id) WHERE ended_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
