import {MigrationInterface, QueryRunner} from 'typeorm';

/** What somebody chose above their list of cases, under a name of their own. */
export class SavedViews1700000000064 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_view (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        filter jsonb NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, person_id, name),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
