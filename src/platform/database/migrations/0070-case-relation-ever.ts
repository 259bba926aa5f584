import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Row security asks of each case whether somebody holds or once held a relation to it; the indexes of before know only those
 * that are held.
 */
export class CaseRelationEver1700000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX case_relation_ever ON case_relation (organisation_id, case_id, person_id);',
    );
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
