import {MigrationInterface, QueryRunner} from 'typeorm';

/** Instruments by id and version, whole: what a review answered can be read for ever. */
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
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
