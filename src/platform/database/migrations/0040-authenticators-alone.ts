import {MigrationInterface, QueryRunner} from 'typeorm';

/** Authenticators are the second factors there are; wrong codes in a row are counted for good. */
export class AuthenticatorsAlone1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE second_factor
        DROP COLUMN credential_id, DROP COLUMN public_key, DROP COLUMN sign_count,
        DROP CONSTRAINT second_factor_kind_check,
        ADD CONSTRAINT second_factor_kind_check CHECK (kind = 'totp'),
        ALTER COLUMN sealed_secret SET NOT NULL;
      ALTER TABLE session DROP COLUMN challenge, DROP COLUMN challenge_at;
      ALTER TABLE account ADD factor_failures integer NOT NULL DEFAULT 0;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
