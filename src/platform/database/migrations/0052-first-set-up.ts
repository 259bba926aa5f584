import {MigrationInterface, QueryRunner} from 'typeorm';

/** The one-time link by which an installation without an organisation gets its first administrator. */
export class FirstSetUp1700000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE set_up_link (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
        expires_at timestamptz(3) NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
