import {MigrationInterface, QueryRunner} from 'typeorm';

/** Whoever rates harm is passed over like every other reviewer: the indexes name whom the gate hides. */
export class SearchWithoutRaters1700000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const hidden = '{acceptedReviewer,lockedReviewer,offeredReviewer,outcomeReviewer,referrer,subject}';
    await runner.query(`
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
