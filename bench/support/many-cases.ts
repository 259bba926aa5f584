import {randomUUID} from 'node:crypto';
import {Client} from 'pg';
import {loadKeyEncryptionKey} from '../../src/platform/config/key-encryption-key';
import {SystemRandomness} from '../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../src/platform/crypto/sealing';
import type {Installation} from './installation';

const BATCH = 5000;

/** Each copy of a case is older than the one before, so that the lists begin with real ones. */
const CASES = `
  INSERT INTO review_case SELECT r.* FROM (
    SELECT * FROM review_case WHERE number NOT LIKE 'BENCH-%' ORDER BY opened_at LIMIT 1
  ) c CROSS JOIN unnest($1::uuid[]) WITH ORDINALITY AS k (id, at)
  CROSS JOIN LATERAL jsonb_populate_record(NULL::review_case, to_jsonb(c) || jsonb_build_object(
    'id', k.id, 'number', 'BENCH-' || (k.at + $2::int), 'reference', 'BENCH-' || (k.at + $2::int),
    'opened_at', c.opened_at - (k.at + $2::int) * interval '1 minute'
  )) r`;
const KEYS = `
  INSERT INTO case_key (organisation_id, case_id, wrapped, made_at)
  SELECT c.organisation_id, c.id, k.wrapped, c.opened_at
  FROM unnest($1::uuid[], $2::bytea[]) k (id, wrapped) JOIN review_case c USING (id)`;
const RELATIONS = `
  INSERT INTO case_relation (organisation_id, case_id, person_id, relation, since, case_opened_at)
  SELECT c.organisation_id, c.id, r.person_id, r.relation, c.opened_at, c.opened_at FROM review_case c
  CROSS JOIN LATERAL (VALUES (c.referrer_id, 'referrer'), (c.subject_id, 'subject')) r (person_id, relation)
  WHERE c.id = ANY ($1::uuid[])`;
const ITEMS = `
  INSERT INTO case_item (organisation_id, case_id, id, kind, compartment, owner_id, round, created_at, content)
  SELECT c.organisation_id, c.id, gen_random_uuid(), 'referral', 'referral', c.referrer_id, 1, c.opened_at, '\\x00'
  FROM review_case c CROSS JOIN generate_series(1, 2) WHERE c.id = ANY ($1::uuid[])`;
const NOTICES = `
  INSERT INTO notice (organisation_id, id, person_id, case_id, kind, created_at, mail)
  SELECT n.organisation_id, gen_random_uuid(), n.person_id, k.id, n.kind, n.created_at - interval '1 day', 'none'
  FROM unnest($1::uuid[]) k (id) CROSS JOIN (SELECT * FROM notice ORDER BY created_at LIMIT 1) n`;
const EVENTS = `
  WITH entry AS (
    SELECT e.*, p.salt, p.event FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
    WHERE e.stream LIKE 'case/%' AND number = 1 LIMIT 1
  ), copy AS (
    INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
    SELECT e.organisation_id, 'case/' || k.id, 1, e.previous, e.kind, e.at, e.commitment
    FROM unnest($1::uuid[]) k (id) CROSS JOIN entry e RETURNING organisation_id, stream, number
  )
  INSERT INTO audit_payload (organisation_id, stream, number, salt, event)
  SELECT c.organisation_id, c.stream, c.number, e.salt, e.event FROM copy c CROSS JOIN entry e`;

/** Adds cases like the oldest one of the demonstration, without the checks of references, until there are `count` of them. */
export async function growTo({postgres, config}: Installation, count: number): Promise<void> {
  const keys = new KeyEncryptionKey(loadKeyEncryptionKey(config), new SystemRandomness());
  const client = new Client({connectionString: postgres.superuserUrl.replace(/@\/[a-z]+\?/, '@/collegium?')});
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const {rows} = await client.query<{count: string}>('SELECT count(*) AS count FROM review_case');
    for (let have = Number(rows[0]?.count ?? 0); have < count; have += BATCH) {
      const ids = Array.from({length: Math.min(BATCH, count - have)}, () => randomUUID());
      const wrapped = ids.map((id) => `\\x${keys.newDataKey(`case/${id}`).wrapped.toString('hex')}`);
      await client.query(CASES, [ids, have]);
      await client.query(KEYS, [ids, wrapped]);
      for (const statement of [RELATIONS, ITEMS, NOTICES, EVENTS]) await client.query(statement, [ids]);
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
