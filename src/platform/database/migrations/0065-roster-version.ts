import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whether anybody of an organisation has come or has another name, told by one value: names that texts are masked of can
 * then be kept between requests. It is the transaction that last changed one of them, so that a list of thousands
 * writes it once, and no two changes leave it alike; on the organisation's row, since it shows what is committed alone.
 */
export class RosterVersion1700000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation ADD COLUMN roster_version bigint NOT NULL DEFAULT 0;
      CREATE FUNCTION roster_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE organisation SET roster_version = pg_current_xact_id()::text::bigint
        WHERE id = coalesce(NEW.organisation_id, OLD.organisation_id)
          AND roster_version <> pg_current_xact_id()::text::bigint;
        RETURN NULL;
      END $$;
      CREATE TRIGGER person_changes_roster AFTER INSERT OR DELETE OR UPDATE OF display_name, npi ON person
        FOR EACH ROW EXECUTE FUNCTION roster_changed();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
