import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whoever accepted a review and did not lock it is a former reviewer of the case, also where it ended before this relation was
 * there; and is passed over like every other reviewer in searches of the log.
 */
export class FormerReviewers1700000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const hidden =
      '{acceptedReviewer,formerReviewer,lockedReviewer,offeredReviewer,outcomeReviewer,referrer,subject}';
    await runner.query(`
      INSERT INTO case_relation (organisation_id, case_id, person_id, relation, since, case_opened_at)
      SELECT organisation_id, case_id, person_id, 'formerReviewer', max(ended_at), case_opened_at
      FROM case_relation AS accepted
      WHERE relation = 'acceptedReviewer' AND ended_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM case_relation AS held
        WHERE held.organisation_id = accepted.organisation_id AND held.case_id = accepted.case_id
          AND held.person_id = accepted.person_id AND held.relation IN ('acceptedReviewer', 'lockedReviewer')
          AND held.ended_at IS NULL)
      GROUP BY organisation_id, case_id, person_id, case_opened_at;
      DROP INDEX log_search_who_open, log_search_address_open;
      CREATE INDEX log_search_who_open ON log_search (organisation_id, who, at, leaf)
        WHERE NOT roles && '${hidden}'::text[];
      CREATE INDEX log_search_address_open ON log_search (organisation_id, address, at, leaf)
        WHERE address IS NOT NULL AND NOT roles && '${hidden}'::text[];
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
