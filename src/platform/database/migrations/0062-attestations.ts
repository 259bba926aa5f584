import {MigrationInterface, QueryRunner} from 'typeorm';

/** Who has signed, and until when, that they keep cases confidential and declare conflicts; and the words, if they are ours. */
export class Attestations1700000000062 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attestation_text (
        organisation_id uuid NOT NULL REFERENCES organisation,
        version integer NOT NULL CHECK (version > 0),
        title text NOT NULL CHECK (title <> ''),
        text text NOT NULL CHECK (text <> ''),
        provenance text NOT NULL CHECK (provenance <> ''),
        entered_by uuid NOT NULL,
        entered_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, version),
        FOREIGN KEY (organisation_id, entered_by) REFERENCES person
      );
      CREATE TABLE attestation (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        text_version text NOT NULL CHECK (text_version <> ''),
        attested_at timestamptz(3) NOT NULL,
        until timestamptz(3) NOT NULL CHECK (until > attested_at),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX attestation_person ON attestation (organisation_id, person_id, until DESC);
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
