import {MigrationInterface, QueryRunner} from 'typeorm';

/** Instruments by id and version, whole: what a review answered can be read for ever; and a physician's cases of one kind. */
export class Instruments1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE instrument (
        id text NOT NULL,
        version text NOT NULL,
        hash text NOT NULL,
        source json NOT NULL,
        registered_at timestamptz(3) NOT NULL,
        PRIMARY KEY (id, version)
      );
      CREATE INDEX review_case_subject ON review_case (organisation_id, subject_id, programme, class);
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
