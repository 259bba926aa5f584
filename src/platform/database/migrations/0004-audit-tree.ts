import {MigrationInterface, QueryRunner} from 'typeorm';

/** One Merkle tree an organisation over the events of the log: C2SP tlog-tiles, insert only. */
export class AuditTree1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_leaf (
        organisation_id uuid NOT NULL,
        index bigint NOT NULL CHECK (index >= 0),
        event bigint NOT NULL UNIQUE,
        PRIMARY KEY (organisation_id, index)
      );
      CREATE TABLE audit_tile (
        organisation_id uuid NOT NULL,
        level smallint NOT NULL CHECK (level >= 0),
        index bigint NOT NULL CHECK (index >= 0),
        hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
        root bytea NOT NULL CHECK (octet_length(root) = 32),
        PRIMARY KEY (organisation_id, level, index)
      );
      ALTER TABLE audit_tile ALTER hashes SET STORAGE EXTERNAL;
      CREATE TABLE audit_checkpoint (
        organisation_id uuid NOT NULL,
        size bigint NOT NULL CHECK (size > 0),
        root bytea NOT NULL CHECK (octet_length(root) = 32),
        note text NOT NULL,
        signed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, size)
      );
      CREATE TABLE audit_key (
        organisation_id uuid PRIMARY KEY,
        verifier text NOT NULL,
        sealed_seed text NOT NULL,
        made_at timestamptz(3) NOT NULL
      );
      CREATE TABLE audit_window (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        floor bigint NOT NULL,
        mark bigint NOT NULL,
        mark_at xid8 NOT NULL
      );
      INSERT INTO audit_window (floor, mark, mark_at) VALUES (0, 0, '0');
      CREATE TRIGGER audit_leaf_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_leaf
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER audit_tile_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_tile
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER audit_checkpoint_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER audit_key_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_key
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE FUNCTION audit_window_advances() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.floor < OLD.floor THEN
          RAISE EXCEPTION 'the window of the log only moves forward' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER audit_window_forward BEFORE UPDATE ON audit_window
        FOR EACH ROW EXECUTE FUNCTION audit_window_advances();
      CREATE TRIGGER audit_window_keeps BEFORE DELETE OR TRUNCATE ON audit_window
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
