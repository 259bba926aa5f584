import {MigrationInterface, QueryRunner} from 'typeorm';

/** Notices that concern no case, and accounts that were disabled before they had a password. */
export class PeopleDesk1700000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notice ALTER COLUMN case_id DROP NOT NULL;
      ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;
      CREATE INDEX person_name ON person (organisation_id, lower(display_name), id);
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
