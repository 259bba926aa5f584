import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Saved reports of a person or of the desk, and what was produced or withheld under a subpoena. The tables of these names
 * in migration 7 never had a row.
 */
export class Productions1700000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE saved_report, production_document, production;
      CREATE TABLE saved_report (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        owner text,
        name text NOT NULL CHECK (name <> ''),
        question jsonb NOT NULL,
        last_days integer CHECK (last_days BETWEEN 1 AND 3660),
        made_by text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        removed_at timestamptz(3),
        PRIMARY KEY (organisation_id, id)
      );
      CREATE UNIQUE INDEX saved_report_name ON saved_report (organisation_id, coalesce(owner, ''), lower(name))
        WHERE removed_at IS NULL;

      CREATE TABLE production (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        number text NOT NULL,
        requester text NOT NULL CHECK (requester <> ''),
        authority text NOT NULL CHECK (authority <> ''),
        received_on date NOT NULL,
        waiver text CHECK (waiver <> ''),
        case_ids uuid[] NOT NULL CHECK (cardinality(case_ids) > 0),
        made_by text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, number)
      );
      CREATE TABLE production_file (
        organisation_id uuid NOT NULL,
        production_id uuid NOT NULL,
        place integer NOT NULL,
        export_number text,
        description text NOT NULL CHECK (description <> ''),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        PRIMARY KEY (organisation_id, production_id, place),
        FOREIGN KEY (organisation_id, production_id) REFERENCES production,
        FOREIGN KEY (organisation_id, export_number) REFERENCES desk_export
      );
      CREATE TABLE production_document (
        organisation_id uuid NOT NULL,
        production_id uuid NOT NULL,
        place integer NOT NULL,
        case_id uuid NOT NULL,
        item_id uuid NOT NULL,
        kind text NOT NULL,
        dated timestamptz(3) NOT NULL,
        author text NOT NULL,
        recipients text[] NOT NULL,
        basis text CHECK (basis <> ''),
        PRIMARY KEY (organisation_id, production_id, place),
        FOREIGN KEY (organisation_id, production_id) REFERENCES production,
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE TRIGGER production_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON production
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER production_file_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON production_file
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER production_document_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON production_document
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
