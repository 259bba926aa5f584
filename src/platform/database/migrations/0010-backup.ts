import {MigrationInterface, QueryRunner} from 'typeorm';

/** For whom backups are encrypted, when keys were backed up, and what was restored into this database. */
export class Backup1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE backup_escrow (
        recipient text PRIMARY KEY,
        held_by text NOT NULL,
        set_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE TABLE key_backup (
        id uuid PRIMARY KEY,
        path text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > made_at)
      );
      CREATE TABLE restoration (
        id uuid PRIMARY KEY,
        backup uuid NOT NULL,
        made_at timestamptz(3) NOT NULL,
        loaded_at timestamptz(3) NOT NULL,
        finished_at timestamptz(3)
      );
      CREATE UNIQUE INDEX restoration_unfinished ON restoration ((true)) WHERE finished_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
