import {MigrationInterface, QueryRunner} from 'typeorm';

/** Passkeys beside authenticators; a session holds the one challenge that is open in it. */
export class Passkeys1700000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE second_factor
        DROP CONSTRAINT second_factor_kind_check,
        ADD CONSTRAINT second_factor_kind_check CHECK (kind IN ('totp', 'passkey')),
        ALTER COLUMN sealed_secret DROP NOT NULL,
        ADD CONSTRAINT second_factor_secret CHECK ((kind = 'totp') = (sealed_secret IS NOT NULL)),
        ADD credential_id text CHECK ((kind = 'passkey') = (credential_id IS NOT NULL)),
        ADD public_key bytea CHECK ((kind = 'passkey') = (public_key IS NOT NULL)),
        ADD sign_count bigint CHECK ((kind = 'passkey') = (sign_count IS NOT NULL)),
        ADD transports text[] CHECK ((kind = 'passkey') = (transports IS NOT NULL)),
        ADD CONSTRAINT second_factor_credential UNIQUE (organisation_id, credential_id);
      ALTER TABLE session
        ADD challenge text,
        ADD challenge_use text CHECK (challenge_use IN ('registration', 'proof')),
        ADD challenge_at timestamptz(3),
        ADD CONSTRAINT session_challenge
          CHECK ((challenge IS NULL) = (challenge_use IS NULL) AND (challenge IS NULL) = (challenge_at IS NULL));
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
