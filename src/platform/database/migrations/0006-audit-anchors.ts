import {MigrationInterface, QueryRunner} from 'typeorm';

/** Keys that follow one another, and what others have said of a checkpoint: witnesses and time-stamp authorities. */
export class AuditAnchors1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit_key
        ADD COLUMN number integer NOT NULL DEFAULT 1 CHECK (number > 0),
        ADD COLUMN announced bigint,
        DROP CONSTRAINT audit_key_pkey,
        ADD PRIMARY KEY (organisation_id, number);
      ALTER TABLE audit_key ALTER number DROP DEFAULT;
      CREATE TABLE audit_cosignature (
        organisation_id uuid NOT NULL,
        size bigint NOT NULL,
        witness text NOT NULL,
        signature text NOT NULL,
        received_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, size, witness),
        FOREIGN KEY (organisation_id, size) REFERENCES audit_checkpoint
      );
      CREATE TABLE audit_timestamp (
        organisation_id uuid NOT NULL,
        size bigint NOT NULL,
        response bytea NOT NULL,
        stamped_at timestamptz(3) NOT NULL,
        received_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, size),
        FOREIGN KEY (organisation_id, size) REFERENCES audit_checkpoint
      );
      CREATE TRIGGER audit_cosignature_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_cosignature
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER audit_timestamp_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_timestamp
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
