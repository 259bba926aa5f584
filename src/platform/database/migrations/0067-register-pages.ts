import {MigrationInterface, QueryRunner} from 'typeorm';

/** The register of exports is read page by page, latest first. */
export class RegisterPages1700000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX desk_export_latest ON desk_export (organisation_id, made_at DESC, number DESC)',
    );
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
