import {reading} from '../../platform/database/statement';
import {LeafEventRow} from './search-rows';

/** A leaf of the tree beside what the search index has of it; null in every field where it has nothing. */
export interface IndexedRow extends LeafEventRow {
  indexed_at: Date | null;
  indexed_kind: string | null;
  type: string | null;
  action: string | null;
  outcome: string | null;
  who: string | null;
  address: string | null;
  roles: string[] | null;
}

/** Leaves from one to before another. */
export const findIndexed = reading<IndexedRow>(
  'check_indexed',
  `SELECT l.index, e.stream, e.kind, e.at, p.event, s.at AS indexed_at, s.kind AS indexed_kind,
     s.type, s.action, s.outcome, s.who, s.address, s.roles
   FROM audit_leaf l JOIN audit_event e ON e.id = l.event
     LEFT JOIN audit_payload p
       ON p.organisation_id = e.organisation_id AND p.stream = e.stream AND p.number = e.number
     LEFT JOIN log_search s ON s.organisation_id = l.organisation_id AND s.leaf = l.index
   WHERE l.organisation_id = $1 AND l.index >= $2 AND l.index < $3 ORDER BY l.index`,
);

/** The first leaf of which the index lacks one of these words. */
export const findMissingWord = reading<{leaf: string}>(
  'check_missing_word',
  `SELECT wanted.leaf FROM unnest($2::bigint[], $3::timestamptz[], $4::bigint[]) AS wanted (key, at, leaf)
   WHERE NOT EXISTS (
     SELECT FROM log_search_word w
     WHERE w.organisation_id = $1 AND w.key = wanted.key AND w.at = wanted.at AND w.leaf = wanted.leaf)
   ORDER BY wanted.leaf LIMIT 1`,
);

export const countWords = reading<{words: string}>(
  'check_count_words',
  'SELECT count(*) AS words FROM log_search_word WHERE organisation_id = $1',
);

/** Entries of the index at or beyond a leaf, or below 0. */
export const findIndexedBeyond = reading<{leaf: string}>(
  'check_indexed_beyond',
  `SELECT leaf FROM log_search WHERE organisation_id = $1 AND (leaf >= $2 OR leaf < 0) ORDER BY leaf LIMIT 1`,
);
