import {MigrationInterface, QueryRunner} from 'typeorm';

/** Organisations, people, sessions, and the log in its final format. */
export class Foundation1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        time_zone text NOT NULL,
        created_at timestamptz(3) NOT NULL
      );
      CREATE TABLE practice_group (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        name text NOT NULL,
        PRIMARY KEY (organisation_id, id)
      );
      CREATE TABLE person (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        display_name text NOT NULL,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        npi text CHECK (npi ~ '^[0-9]{10}$'),
        specialty text,
        department text,
        practice_group_id uuid,
        physician boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, practice_group_id) REFERENCES practice_group
      );
      CREATE TABLE account (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        password_hash text NOT NULL,
        disabled_at timestamptz(3),
        PRIMARY KEY (organisation_id, person_id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        created_at timestamptz(3) NOT NULL,
        seen_at timestamptz(3) NOT NULL,
        confirmed_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX session_person ON session (organisation_id, person_id);
      CREATE TABLE committee (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        name text NOT NULL,
        programme text NOT NULL,
        by_default boolean NOT NULL DEFAULT false,
        quorum integer NOT NULL CHECK (quorum > 0),
        privilege_text text NOT NULL,
        PRIMARY KEY (organisation_id, id)
      );
      CREATE TABLE role_grant (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        role text NOT NULL,
        committee_id uuid,
        granted_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person,
        FOREIGN KEY (organisation_id, committee_id) REFERENCES committee
      );
      CREATE UNIQUE INDEX role_grant_once ON role_grant
        (organisation_id, person_id, role, coalesce(committee_id, '00000000-0000-0000-0000-000000000000'))
        WHERE ended_at IS NULL;
      CREATE INDEX role_grant_committee ON role_grant (organisation_id, committee_id, role) WHERE ended_at IS NULL;
      CREATE INDEX role_grant_role ON role_grant (organisation_id, role) WHERE ended_at IS NULL;

      CREATE TABLE audit_stream (
        organisation_id uuid NOT NULL,
        stream text COLLATE "C" NOT NULL,
        number bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (organisation_id, stream)
      );
      CREATE TABLE audit_event (
        id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        organisation_id uuid NOT NULL,
        stream text COLLATE "C" NOT NULL,
        number bigint NOT NULL,
        previous bytea NOT NULL CHECK (octet_length(previous) = 32),
        kind text NOT NULL,
        at timestamptz(3) NOT NULL,
        commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
        PRIMARY KEY (organisation_id, stream, number),
        UNIQUE (organisation_id, stream, previous)
      );
      CREATE TABLE audit_payload (
        organisation_id uuid NOT NULL,
        stream text COLLATE "C" NOT NULL,
        number bigint NOT NULL,
        salt bytea NOT NULL CHECK (octet_length(salt) = 32),
        event text NOT NULL,
        PRIMARY KEY (organisation_id, stream, number),
        FOREIGN KEY (organisation_id, stream, number) REFERENCES audit_event
      );
      CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% on % is refused: the log is append-only', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER audit_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER audit_payload_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_payload
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE FUNCTION audit_stream_advances() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.organisation_id <> OLD.organisation_id OR NEW.stream <> OLD.stream OR NEW.number <= OLD.number THEN
          RAISE EXCEPTION 'the head of stream % only moves forward', OLD.stream
            USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER audit_stream_forward BEFORE UPDATE ON audit_stream
        FOR EACH ROW EXECUTE FUNCTION audit_stream_advances();
      CREATE TRIGGER audit_stream_keeps BEFORE DELETE OR TRUNCATE ON audit_stream
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        organisation_id uuid NOT NULL,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        due_at timestamptz(3) NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        done_at timestamptz(3),
        failure text
      );
      CREATE INDEX outbox_due ON outbox (due_at, id) WHERE done_at IS NULL;
      CREATE INDEX outbox_given_up ON outbox (organisation_id, kind, done_at DESC)
        WHERE failure IS NOT NULL AND done_at IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
