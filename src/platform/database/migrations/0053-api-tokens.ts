import {MigrationInterface, QueryRunner} from 'typeorm';

/** Tokens by which a person's programs act for them, within scopes and for a time. */
export class ApiTokens1700000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_token (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
        name text NOT NULL CHECK (name <> ''),
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > created_at),
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX api_token_person ON api_token (organisation_id, person_id) WHERE ended_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
