import {MigrationInterface, QueryRunner} from 'typeorm';

/** Under which key this database is encrypted: one row, a keyed digest that tells equality and nothing else. */
export class InstallationKey1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE installation_key (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        digest text NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
