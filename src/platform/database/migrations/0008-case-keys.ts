import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The keys of the cases, apart from what they open: a backup of the content leaves this table out, and destroying a row's
 * key destroys the case.
 */
export class CaseKeys1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_key (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        wrapped bytea,
        made_at timestamptz(3) NOT NULL,
        destroyed_at timestamptz(3),
        PRIMARY KEY (organisation_id, case_id),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case,
        CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
      );
      INSERT INTO case_key (organisation_id, case_id, wrapped, made_at)
        SELECT organisation_id, id, data_key, opened_at FROM review_case;
      ALTER TABLE review_case DROP COLUMN data_key;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
