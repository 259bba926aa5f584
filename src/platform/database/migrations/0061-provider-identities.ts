import {MigrationInterface, QueryRunner} from 'typeorm';

/** Who is who at an identity provider; and which sessions came of a sign-in there, so that none is opened twice by one. */
export class ProviderIdentities1700000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provider_identity (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        issuer text NOT NULL CHECK (issuer <> ''),
        subject text NOT NULL CHECK (subject <> ''),
        person_id uuid NOT NULL,
        linked_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE UNIQUE INDEX provider_identity_subject ON provider_identity (organisation_id, issuer, subject)
        WHERE ended_at IS NULL;
      CREATE UNIQUE INDEX provider_identity_person ON provider_identity (organisation_id, issuer, person_id)
        WHERE ended_at IS NULL;
      ALTER TABLE session ADD sign_in_flow bytea CHECK (octet_length(sign_in_flow) = 32);
      CREATE UNIQUE INDEX session_sign_in_flow ON session (organisation_id, sign_in_flow) WHERE sign_in_flow IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
