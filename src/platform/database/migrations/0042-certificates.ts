import {MigrationInterface, QueryRunner} from 'typeorm';

/** What was found when the log was hashed for a certificate of destruction, so that nobody hashes it again to read one. */
export class Certificates1700000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE disposal_certificate (
        organisation_id uuid NOT NULL,
        disposal_id uuid NOT NULL,
        made_at timestamptz(3) NOT NULL,
        executed integer NOT NULL,
        size bigint NOT NULL,
        root text NOT NULL,
        verified boolean NOT NULL,
        checkpoint text NOT NULL,
        PRIMARY KEY (organisation_id, disposal_id, executed),
        FOREIGN KEY (organisation_id, disposal_id) REFERENCES disposal
      );
      CREATE TRIGGER disposal_certificate_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON disposal_certificate
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
