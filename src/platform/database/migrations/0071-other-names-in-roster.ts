import {MigrationInterface, QueryRunner} from 'typeorm';

/** Under which other names and numbers somebody goes is of the roster too: texts are masked of them. */
export class OtherNamesInRoster1700000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TRIGGER identity_changes_roster AFTER INSERT OR DELETE OR UPDATE ON person_identity
        FOR EACH ROW EXECUTE FUNCTION roster_changed();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
