import {MigrationInterface, QueryRunner} from 'typeorm';

/** Cases and what hangs on them. Confidential content is sealed; process and identity columns are plain. */
export class Cases1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE workflow_definition (
        id text NOT NULL,
        version text NOT NULL,
        hash text NOT NULL,
        source json NOT NULL,
        registered_at timestamptz(3) NOT NULL,
        PRIMARY KEY (id, version)
      );
      CREATE TABLE case_number (
        organisation_id uuid NOT NULL REFERENCES organisation,
        prefix text NOT NULL,
        year integer NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (organisation_id, prefix, year)
      );
      CREATE TABLE review_case (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        number text NOT NULL,
        reference text NOT NULL,
        programme text NOT NULL,
        workflow_version text NOT NULL,
        workflow_hash text NOT NULL,
        state jsonb NOT NULL,
        history jsonb NOT NULL,
        facts jsonb NOT NULL,
        stage text NOT NULL,
        stage_since timestamptz(3) NOT NULL,
        due_at timestamptz(3),
        settled boolean NOT NULL,
        version bigint NOT NULL,
        committee_id uuid NOT NULL,
        class text NOT NULL,
        subject_id uuid NOT NULL,
        referrer_id uuid NOT NULL,
        event_group uuid,
        opened_at timestamptz(3) NOT NULL,
        data_key bytea NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, number),
        UNIQUE (organisation_id, reference),
        FOREIGN KEY (programme, workflow_version) REFERENCES workflow_definition,
        FOREIGN KEY (organisation_id, committee_id) REFERENCES committee,
        FOREIGN KEY (organisation_id, subject_id) REFERENCES person,
        FOREIGN KEY (organisation_id, referrer_id) REFERENCES person
      );
      CREATE INDEX review_case_committee ON review_case (organisation_id, committee_id, opened_at DESC, id DESC);
      CREATE INDEX review_case_committee_stage ON review_case
        (organisation_id, committee_id, stage, opened_at DESC, id DESC);
      CREATE INDEX review_case_group ON review_case (organisation_id, event_group) WHERE event_group IS NOT NULL;

      CREATE TABLE case_relation (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        person_id uuid NOT NULL,
        relation text NOT NULL,
        since timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        case_opened_at timestamptz(3) NOT NULL,
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case,
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE UNIQUE INDEX case_relation_once ON case_relation (organisation_id, case_id, person_id, relation)
        WHERE ended_at IS NULL;
      CREATE INDEX case_relation_person ON case_relation
        (organisation_id, person_id, case_opened_at DESC, case_id DESC) WHERE ended_at IS NULL;

      CREATE TABLE case_item (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL,
        compartment text NOT NULL,
        owner_id uuid,
        round integer NOT NULL,
        created_at timestamptz(3) NOT NULL,
        released_at timestamptz(3),
        content bytea NOT NULL,
        PRIMARY KEY (organisation_id, case_id, id),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE TABLE case_draft (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        person_id uuid NOT NULL,
        action_type text NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (organisation_id, case_id, person_id, action_type),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE TABLE action_key (
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        key text NOT NULL,
        case_id uuid NOT NULL,
        request_hash bytea NOT NULL,
        event jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, person_id, key)
      );
      CREATE TABLE case_deadline (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        stage text NOT NULL,
        since timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE UNIQUE INDEX case_deadline_running ON case_deadline (organisation_id, case_id, stage)
        WHERE ended_at IS NULL;
      CREATE INDEX case_deadline_due ON case_deadline (due_at) WHERE ended_at IS NULL;

      CREATE TABLE assignment (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        round integer NOT NULL,
        offered_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        status text NOT NULL CHECK (status IN ('offered', 'accepted', 'locked', 'declined', 'withdrawn')),
        changed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, case_id, id),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case,
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE UNIQUE INDEX assignment_once ON assignment (organisation_id, case_id, person_id)
        WHERE status IN ('offered', 'accepted', 'locked');
      CREATE INDEX assignment_person ON assignment (organisation_id, person_id) WHERE status IN ('offered', 'accepted');

      CREATE TABLE improvement_action (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        id uuid NOT NULL,
        item_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        due_on date NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        done_at timestamptz(3),
        PRIMARY KEY (organisation_id, case_id, id),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case,
        FOREIGN KEY (organisation_id, owner_id) REFERENCES person
      );
      CREATE INDEX improvement_action_owner ON improvement_action (organisation_id, owner_id) WHERE done_at IS NULL;

      CREATE TABLE case_conflict (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        grade text NOT NULL,
        verified boolean NOT NULL,
        evidence text NOT NULL,
        detected_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, case_id, person_id, kind),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case,
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );

      CREATE TABLE chart_document (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL,
        media_type text NOT NULL,
        bytes bigint NOT NULL,
        entries integer NOT NULL,
        received_at timestamptz(3) NOT NULL,
        attached_at timestamptz(3),
        content bytea NOT NULL,
        PRIMARY KEY (organisation_id, case_id, id),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE TABLE chart_chunk (
        organisation_id uuid NOT NULL,
        case_id uuid NOT NULL,
        document_id uuid NOT NULL,
        part text NOT NULL,
        number integer NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (organisation_id, case_id, document_id, part, number),
        FOREIGN KEY (organisation_id, case_id, document_id) REFERENCES chart_document ON DELETE CASCADE
      );

      CREATE TABLE notice (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        case_id uuid NOT NULL,
        kind text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        read_at timestamptz(3),
        mail text NOT NULL CHECK (mail IN ('none', 'waiting', 'sent', 'failed')),
        mail_failure text,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case,
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX notice_person ON notice (organisation_id, person_id, created_at DESC, id DESC);
      CREATE INDEX notice_case ON notice (organisation_id, case_id);
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
