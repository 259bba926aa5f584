import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Which referrals of a list somebody has sent already, so that the same file refers nothing twice. The key is a keyed digest
 * of what was referred: it tells equality and nothing else.
 */
export class ReferralKeys1700000000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE referral_key (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        key bytea NOT NULL CHECK (length(key) = 32),
        case_id uuid NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, person_id, key),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person,
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
