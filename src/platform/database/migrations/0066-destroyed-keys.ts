import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Beside each checkpoint a note, signed by the same keys, that says how many case keys are destroyed in its tree and what
 * their list comes to; null beside those that were signed before.
 */
export class DestroyedKeys1700000000066 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_checkpoint ADD COLUMN destroyed text');
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
