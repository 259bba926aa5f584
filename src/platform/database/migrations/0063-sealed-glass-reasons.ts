import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Why a glass was broken lies sealed under the key of the case, and goes with it. Of those broken before, the log alone
 * says why.
 */
export class SealedGlassReasons1700000000063 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE broken_glass DROP COLUMN reason, ADD COLUMN content bytea NOT NULL DEFAULT '';
      ALTER TABLE broken_glass ALTER COLUMN content DROP DEFAULT;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
