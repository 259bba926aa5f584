import {CaseState, Facts, StateValue} from '../../workflow';
import {reading, writing} from '../../platform/database/statement';

export interface CaseRow {
  id: string;
  number: string;
  reference: string;
  programme: string;
  workflow_version: string;
  workflow_hash: string;
  state: StateValue;
  history: CaseState['history'];
  facts: Facts;
  stage: string;
  stage_since: Date;
  due_at: Date | null;
  settled: boolean;
  version: string;
  committee_id: string;
  class: string;
  subject_id: string;
  referrer_id: string;
  event_group: string | null;
  opened_at: Date;
  /** Null when the key was destroyed, or was left out of what was restored. */
  wrapped_key: Buffer | null;
  committee_name: string;
  privilege_text: string;
  quorum: number;
  chairs: string[];
}

export interface RelationRow {
  person_id: string;
  relation: string;
}

export interface ItemRow {
  id: string;
  kind: string;
  compartment: string;
  owner_id: string | null;
  round: number;
  created_at: Date;
  released_at: Date | null;
  content: Buffer;
}

const CASE = `
  SELECT c.id, c.number, c.reference, c.programme, c.workflow_version, c.workflow_hash, c.state, c.history, c.facts,
    c.stage, c.stage_since, c.due_at, c.settled, c.version, c.committee_id, c.class, c.subject_id, c.referrer_id,
    c.event_group, c.opened_at, x.wrapped AS wrapped_key, k.name AS committee_name, k.privilege_text, k.quorum,
    ARRAY(SELECT person_id::text FROM role_grant g WHERE g.organisation_id = c.organisation_id
      AND g.committee_id = c.committee_id AND g.role = 'chair' AND g.ended_at IS NULL) AS chairs
  FROM review_case c JOIN committee k ON k.organisation_id = c.organisation_id AND k.id = c.committee_id
  LEFT JOIN case_key x ON x.organisation_id = c.organisation_id AND x.case_id = c.id
  WHERE c.organisation_id = $1 AND c.id = $2`;

export const findCase = reading<CaseRow>('case_find', CASE);
export const lockCase = reading<CaseRow>('case_lock', `${CASE} FOR UPDATE OF c`);

/** Several cases at once, for a page of a list. */
export const findCases = reading<CaseRow>(
  'case_find_many',
  CASE.replace('c.id = $2', 'c.id = ANY ($2::uuid[])'),
);

export const findRelations = reading<RelationRow & {case_id: string}>(
  'case_relations',
  `SELECT case_id, person_id, relation FROM case_relation
   WHERE organisation_id = $1 AND case_id = ANY ($2::uuid[]) AND ended_at IS NULL`,
);

/** Whatever anybody ever was to these cases: who is named in the log is asked of the past as well. */
export const findRelationsEver = reading<{
  case_id: string;
  person_id: string | null;
  relation: string | null;
}>(
  'case_relations_ever',
  `SELECT DISTINCT c.id AS case_id, r.person_id, r.relation FROM review_case c
   LEFT JOIN case_relation r ON r.organisation_id = c.organisation_id AND r.case_id = c.id
   WHERE c.organisation_id = $1 AND c.id = ANY ($2::uuid[])`,
);

export const findCaseNumbered = reading<{id: string}>(
  'case_numbered',
  'SELECT id FROM review_case WHERE organisation_id = $1 AND number = $2',
);

export const findItems = reading<ItemRow>(
  'case_items',
  `SELECT id, kind, compartment, owner_id, round, created_at, released_at, content FROM case_item
   WHERE organisation_id = $1 AND case_id = $2 ORDER BY created_at, id`,
);

export const insertCase = writing(
  'case_insert',
  `INSERT INTO review_case (organisation_id, id, number, reference, programme, workflow_version, workflow_hash, state,
     history, facts, stage, stage_since, due_at, settled, version, committee_id, class, subject_id, referrer_id,
     event_group, opened_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, false, 1, $13, $14, $15, $16, $17, $12)`,
);

export const setDue = writing(
  'case_set_due',
  'UPDATE review_case SET due_at = $3 WHERE organisation_id = $1 AND id = $2',
);

/** $4: how far from the last. */
export const nextNumber = writing<{last: number}>(
  'case_next_number',
  `INSERT INTO case_number (organisation_id, prefix, year, last) VALUES ($1, $2, $3, $4)
   ON CONFLICT (organisation_id, prefix, year) DO UPDATE SET last = case_number.last + $4 RETURNING last`,
);

export const updateCase = writing(
  'case_update',
  `UPDATE review_case SET state = $3, history = $4, facts = $5, stage = $6, stage_since = $7, due_at = $8, settled = $9,
     version = version + 1 WHERE organisation_id = $1 AND id = $2`,
);

export const moveCase = writing(
  'case_move',
  'UPDATE review_case SET committee_id = $3 WHERE organisation_id = $1 AND id = $2',
);

export const insertItem = writing(
  'case_item_insert',
  `INSERT INTO case_item (organisation_id, case_id, id, kind, compartment, owner_id, round, created_at, content)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

export const releaseItems = writing(
  'case_item_release',
  `UPDATE case_item SET released_at = $5
   WHERE organisation_id = $1 AND case_id = $2 AND round = $3 AND compartment = ANY ($4) AND released_at IS NULL`,
);

export const insertRelation = writing(
  'case_relation_insert',
  `INSERT INTO case_relation (organisation_id, case_id, person_id, relation, since, case_opened_at)
   SELECT $1, $2, $3, $4, $5, opened_at FROM review_case WHERE organisation_id = $1 AND id = $2
   ON CONFLICT (organisation_id, case_id, person_id, relation) WHERE ended_at IS NULL DO NOTHING`,
);

export const endRelation = writing(
  'case_relation_end',
  `UPDATE case_relation SET ended_at = $5
   WHERE organisation_id = $1 AND case_id = $2 AND person_id = $3 AND relation = $4 AND ended_at IS NULL`,
);

export const findLinked = reading<{id: string}>(
  'case_linked',
  `SELECT id FROM review_case WHERE organisation_id = $1 AND event_group = $2 AND id <> $3 ORDER BY opened_at, id`,
);

export interface PersonRow {
  id: string;
  display_name: string;
}

export const findPeople = reading<PersonRow>(
  'case_people',
  'SELECT id, display_name FROM person WHERE organisation_id = $1 AND id = ANY ($2::uuid[])',
);

/** The committee that takes a programme's cases unless screening says otherwise. */
export const findDefaultCommittee = reading<{id: string}>(
  'case_default_committee',
  `SELECT id FROM committee WHERE organisation_id = $1 AND programme = $2
   ORDER BY by_default DESC, name LIMIT 1`,
);
