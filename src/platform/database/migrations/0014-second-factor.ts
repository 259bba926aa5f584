import {MigrationInterface, QueryRunner} from 'typeorm';

/** What people prove beside their password: codes of an authenticator, passkeys, recovery codes. */
export class SecondFactor1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE second_factor (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('totp', 'passkey')),
        name text NOT NULL,
        sealed_secret text CHECK ((kind = 'totp') = (sealed_secret IS NOT NULL)),
        last_step bigint,
        credential_id text CHECK ((kind = 'passkey') = (credential_id IS NOT NULL)),
        public_key bytea CHECK ((kind = 'passkey') = (public_key IS NOT NULL)),
        sign_count bigint,
        made_at timestamptz(3) NOT NULL,
        confirmed_at timestamptz(3),
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, credential_id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX second_factor_person ON second_factor (organisation_id, person_id) WHERE ended_at IS NULL;
      CREATE TABLE recovery_code (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        made_at timestamptz(3) NOT NULL,
        used_at timestamptz(3),
        PRIMARY KEY (organisation_id, person_id, hash),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      ALTER TABLE account ADD factors_since timestamptz(3);
      ALTER TABLE session ADD factor_at timestamptz(3), ADD challenge text, ADD challenge_at timestamptz(3);
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
