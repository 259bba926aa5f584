import {MigrationInterface, QueryRunner} from 'typeorm';

/** What a deadline does and when, each step a row of its own; deadlines that rest; the organisation's holidays. */
export class Deadlines1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE holiday (
        organisation_id uuid NOT NULL REFERENCES organisation,
        day date NOT NULL,
        name text NOT NULL,
        PRIMARY KEY (organisation_id, day)
      );
      ALTER TABLE case_deadline
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN held_at timestamptz(3),
        ADD COLUMN extended boolean NOT NULL DEFAULT false;
      ALTER TABLE case_deadline ALTER COLUMN id DROP DEFAULT, ADD PRIMARY KEY (organisation_id, case_id, id);
      DROP INDEX case_deadline_due;
      CREATE TABLE deadline_step (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        deadline_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('reminder', 'escalation', 'action')),
        step text NOT NULL,
        due_at timestamptz(3) NOT NULL,
        next_at timestamptz(3) NOT NULL CHECK (next_at >= due_at),
        attempts integer NOT NULL DEFAULT 0,
        done_at timestamptz(3) CHECK (done_at >= due_at),
        stopped_at timestamptz(3),
        PRIMARY KEY (organisation_id, case_id, deadline_id, kind, step),
        FOREIGN KEY (organisation_id, case_id, deadline_id) REFERENCES case_deadline
      );
      CREATE INDEX deadline_step_next ON deadline_step (next_at, kind) WHERE done_at IS NULL AND stopped_at IS NULL;
      ALTER TABLE assignment DROP CONSTRAINT assignment_status_check, ADD CONSTRAINT assignment_status_check
        CHECK (status IN ('offered', 'accepted', 'locked', 'declined', 'withdrawn', 'lapsed'));
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
