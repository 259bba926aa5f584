import {MigrationInterface, QueryRunner} from 'typeorm';

/** What left the protected space, each with a number of its own: handed off to the formal process, or removed. */
export class ProtectedSpace1700000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE protected_space_exit (
        organisation_id uuid NOT NULL,
        number text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('handOff', 'removal')),
        case_id uuid NOT NULL,
        item_id uuid,
        made_by text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, number),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE INDEX protected_space_exit_latest ON protected_space_exit (organisation_id, made_at DESC, number);
      CREATE UNIQUE INDEX protected_space_exit_once ON protected_space_exit (organisation_id, case_id, item_id)
        WHERE kind = 'removal';
      CREATE TRIGGER protected_space_exit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON protected_space_exit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
