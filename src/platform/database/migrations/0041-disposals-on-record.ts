import {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Finds among the many events of an organisation's own stream the few that are disposals; and whatever takes the payload of
 * an event away takes from the search index what the index had of it.
 */
export class DisposalsOnRecord1700000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX audit_event_disposal ON audit_event (organisation_id, stream, number) WHERE kind = 'disposal';

      CREATE FUNCTION log_search_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- The lock of whoever fills the index: what it has read already is in there after this, and what it reads later is gone.
        PERFORM pg_advisory_xact_lock(7266370);
        DELETE FROM log_search_word w USING (
          SELECT e.organisation_id, e.at, l.index AS leaf,
            ('x' || left(encode(sha256(convert_to(word.text, 'UTF8')), 'hex'), 16))::bit(64)::bigint AS key
          FROM gone JOIN audit_event e USING (organisation_id, stream, number) JOIN audit_leaf l ON l.event = e.id
            CROSS JOIN LATERAL (
              SELECT 'case:' || (gone.event::jsonb ->> 'on')
              UNION ALL SELECT list.prefix || (item.value #>> '{}')
              FROM (VALUES ('as:', gone.event::jsonb -> 'as'),
                  ('shown:', gone.event::jsonb -> 'details' -> 'shown'),
                  ('case:', gone.event::jsonb -> 'details' -> 'cases')) AS list (prefix, value)
                CROSS JOIN LATERAL jsonb_array_elements(
                  CASE jsonb_typeof(list.value) WHEN 'array' THEN list.value ELSE '[]' END) AS item (value)
            ) AS word (text)
          WHERE word.text <> 'case:' || regexp_replace(gone.stream, '^case(-access)?/', '')
        ) AS forgotten
        WHERE w.organisation_id = forgotten.organisation_id AND w.key = forgotten.key AND w.at = forgotten.at
          AND w.leaf = forgotten.leaf;
        UPDATE log_search s SET type = '', action = '', outcome = '', who = '', address = NULL, roles = '{}'
          FROM gone JOIN audit_event e USING (organisation_id, stream, number) JOIN audit_leaf l ON l.event = e.id
          WHERE s.organisation_id = e.organisation_id AND s.leaf = l.index;
        RETURN NULL;
      END $$;
      CREATE TRIGGER audit_payload_forgotten AFTER DELETE ON audit_payload REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION log_search_forgets();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
