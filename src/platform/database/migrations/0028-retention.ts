import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Retention policies, legal holds and disposals. What is disposed of goes through one function of the owner's, which asks
 * for itself whether the disposal is approved by a second person, due and held by nobody.
 */
export class Retention1700000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention_policy (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        class text NOT NULL CHECK (class IN ('content', 'chart', 'log', 'mail')),
        programme text NOT NULL,
        years integer NOT NULL CHECK (years BETWEEN 1 AND 100),
        counsel text NOT NULL CHECK (counsel <> ''),
        approved_on date NOT NULL,
        document text NOT NULL CHECK (document <> ''),
        entered_by text NOT NULL,
        entered_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id)
      );
      CREATE UNIQUE INDEX retention_policy_once ON retention_policy (organisation_id, class, programme)
        WHERE ended_at IS NULL;
      CREATE TABLE legal_hold (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        scope text NOT NULL CHECK (scope IN ('case', 'person', 'programme', 'all')),
        subject text NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        placed_by text NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        release_asked_by text,
        release_asked_at timestamptz(3),
        release_reason text,
        released_by text,
        released_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        CHECK (released_by IS NULL OR released_by <> release_asked_by),
        CHECK (released_at IS NULL OR (released_by IS NOT NULL AND release_asked_by IS NOT NULL))
      );
      CREATE TABLE disposal (
        organisation_id uuid NOT NULL REFERENCES organisation,
        id uuid NOT NULL,
        number text NOT NULL,
        requested_by text NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        approved_by text,
        approved_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, number),
        CHECK (approved_by IS NULL OR approved_by <> requested_by),
        CHECK ((approved_by IS NULL) = (approved_at IS NULL))
      );
      CREATE TABLE disposal_item (
        organisation_id uuid NOT NULL,
        disposal_id uuid NOT NULL,
        case_id uuid NOT NULL,
        classes text[] NOT NULL CHECK (classes <@ ARRAY['content', 'chart', 'log', 'mail']),
        policies uuid[] NOT NULL,
        settled_since timestamptz(3) NOT NULL,
        executed_at timestamptz(3),
        counts jsonb,
        key text,
        PRIMARY KEY (organisation_id, disposal_id, case_id),
        FOREIGN KEY (organisation_id, disposal_id) REFERENCES disposal,
        FOREIGN KEY (organisation_id, case_id) REFERENCES review_case
      );
      CREATE INDEX disposal_item_case ON disposal_item (organisation_id, case_id);

      CREATE FUNCTION disposal_is_asked_first() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' AND NEW.approved_by IS NOT NULL OR TG_OP = 'UPDATE' AND OLD.approved_by IS NOT NULL THEN
          RAISE EXCEPTION 'a disposal is asked for, then approved, once' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER disposal_asked BEFORE INSERT OR UPDATE ON disposal
        FOR EACH ROW EXECUTE FUNCTION disposal_is_asked_first();
      CREATE FUNCTION disposal_item_is_asked_first() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.executed_at IS NOT NULL OR EXISTS (
          SELECT FROM disposal d
          WHERE d.organisation_id = NEW.organisation_id AND d.id = NEW.disposal_id AND d.approved_by IS NOT NULL
        ) THEN
          RAISE EXCEPTION 'nothing is added to an approved disposal' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER disposal_item_asked BEFORE INSERT ON disposal_item
        FOR EACH ROW EXECUTE FUNCTION disposal_item_is_asked_first();

      DROP TRIGGER audit_payload_keeps ON audit_payload;
      CREATE TRIGGER audit_payload_keeps BEFORE UPDATE OR TRUNCATE ON audit_payload
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE FUNCTION audit_payload_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM (SELECT DISTINCT organisation_id, stream FROM gone) g WHERE NOT EXISTS (
            SELECT FROM disposal_item i JOIN disposal d ON d.organisation_id = i.organisation_id AND d.id = i.disposal_id
            WHERE i.organisation_id = g.organisation_id AND g.stream IN ('case/' || i.case_id, 'case-access/' || i.case_id)
              AND 'log' = ANY (i.classes) AND i.executed_at IS NULL AND d.approved_by IS NOT NULL
          )
        ) THEN
          RAISE EXCEPTION 'DELETE on audit_payload is refused: no approved disposal covers it'
            USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER audit_payload_lawfully AFTER DELETE ON audit_payload REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION audit_payload_lawful();

      CREATE FUNCTION case_is_held(organisation uuid, one uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
          SELECT FROM legal_hold h JOIN review_case c ON c.organisation_id = h.organisation_id AND c.id = one
          WHERE h.organisation_id = organisation AND h.released_at IS NULL AND (
            h.scope = 'all' OR (h.scope = 'case' AND h.subject = one::text)
            OR (h.scope = 'programme' AND h.subject = c.programme)
            OR (h.scope = 'person' AND (h.subject IN (c.subject_id::text, c.referrer_id::text) OR EXISTS (
              SELECT FROM case_relation r
              WHERE r.organisation_id = organisation AND r.case_id = one AND r.person_id::text = h.subject)))
          )
        )
      $$;

      CREATE FUNCTION dispose_of_case(organisation uuid, run uuid, one uuid, moment timestamptz, key_name text)
      RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        item disposal_item;
        file review_case;
        content integer := 0; chart integer := 0; payloads integer := 0; mail integer := 0;
        counted jsonb;
      BEGIN
        -- Whoever places a hold waits until this is over, or is seen.
        LOCK TABLE legal_hold IN SHARE MODE;
        SELECT * INTO file FROM review_case WHERE organisation_id = organisation AND id = one FOR UPDATE;
        SELECT i.* INTO item FROM disposal_item i JOIN disposal d
          ON d.organisation_id = i.organisation_id AND d.id = i.disposal_id
          WHERE i.organisation_id = organisation AND i.disposal_id = run AND i.case_id = one
            AND i.executed_at IS NULL AND d.approved_by IS NOT NULL AND d.approved_by <> d.requested_by
          FOR UPDATE OF i;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'no approved disposal of case %', one USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NOT file.settled OR file.stage_since <> item.settled_since THEN
          RAISE EXCEPTION 'case % went on since its disposal was asked for', one USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF case_is_held(organisation, one) THEN
          RAISE EXCEPTION 'case % is held', one USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF EXISTS (
          SELECT FROM unnest(item.classes) c (name) WHERE NOT EXISTS (
            SELECT FROM retention_policy p
            WHERE p.organisation_id = organisation AND p.id = ANY (item.policies) AND p.class = c.name
              AND p.programme IN (file.programme, '*') AND p.ended_at IS NULL
              AND file.stage_since + make_interval(years => p.years) <= moment
          )
        ) THEN
          RAISE EXCEPTION 'no policy lets case % go', one USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF 'chart' = ANY (item.classes) OR 'content' = ANY (item.classes) THEN
          DELETE FROM case_item WHERE organisation_id = organisation AND case_id = one AND kind IN ('document', 'attachment');
          DELETE FROM chart_document WHERE organisation_id = organisation AND case_id = one;
          GET DIAGNOSTICS chart = ROW_COUNT;
        END IF;
        IF 'content' = ANY (item.classes) THEN
          DELETE FROM case_item WHERE organisation_id = organisation AND case_id = one;
          GET DIAGNOSTICS content = ROW_COUNT;
          DELETE FROM case_draft WHERE organisation_id = organisation AND case_id = one;
          DELETE FROM case_conflict WHERE organisation_id = organisation AND case_id = one;
          UPDATE case_key SET wrapped = NULL, destroyed_at = moment
            WHERE organisation_id = organisation AND case_id = one AND destroyed_at IS NULL;
        END IF;
        IF 'log' = ANY (item.classes) THEN
          -- Nobody appends to these streams until this is over.
          PERFORM FROM audit_stream
            WHERE organisation_id = organisation AND stream IN ('case/' || one, 'case-access/' || one) ORDER BY stream FOR UPDATE;
          DELETE FROM audit_payload
            WHERE organisation_id = organisation AND stream IN ('case/' || one, 'case-access/' || one);
          GET DIAGNOSTICS payloads = ROW_COUNT;
          UPDATE log_search s SET type = '', action = '', outcome = '', who = '', address = NULL, roles = '{}'
            FROM audit_event e JOIN audit_leaf l ON l.event = e.id
            WHERE e.organisation_id = organisation AND e.stream IN ('case/' || one, 'case-access/' || one)
              AND s.organisation_id = organisation AND s.leaf = l.index;
        END IF;
        IF 'mail' = ANY (item.classes) THEN
          DELETE FROM outbox o USING notice n WHERE n.organisation_id = organisation AND n.case_id = one
            AND o.organisation_id = organisation AND o.payload ->> 'noticeId' = n.id::text;
          DELETE FROM notice WHERE organisation_id = organisation AND case_id = one;
          GET DIAGNOSTICS mail = ROW_COUNT;
        END IF;
        counted := jsonb_build_object('items', content, 'documents', chart, 'payloads', payloads, 'notices', mail);
        UPDATE disposal_item i SET executed_at = moment, counts = counted, key = key_name
          WHERE i.organisation_id = organisation AND i.disposal_id = run AND i.case_id = one;
        RETURN counted;
      END $$;
      REVOKE ALL ON FUNCTION dispose_of_case FROM PUBLIC;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
