import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {FoundRow} from '../persistence/search-rows';
import {FoundEvent, foundEvent} from './search-log';

const findFoundLeaves = reading<FoundRow>(
  'audit_found_leaves',
  `SELECT l.index AS leaf, e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment, p.event
   FROM audit_leaf l JOIN audit_event e ON e.id = l.event
   LEFT JOIN audit_payload p ON p.organisation_id = e.organisation_id AND p.stream = e.stream AND p.number = e.number
   WHERE l.organisation_id = $1 AND l.index = ANY ($2::bigint[]) ORDER BY l.index`,
);

/** The events at some places in the tree, in its order. Not to be shown but through the disclosure gate. */
export async function readLeaves(
  tx: ReadTransaction,
  organisation: string,
  leaves: readonly number[],
): Promise<FoundEvent[]> {
  if (leaves.length === 0) return [];
  return (await tx.rows(findFoundLeaves, [organisation, leaves])).map(foundEvent);
}
