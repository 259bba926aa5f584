import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';

const findBehind = reading<{behind: boolean}>(
  'audit_index_behind',
  `SELECT EXISTS (
     SELECT FROM audit_event e
     WHERE e.organisation_id = $1 AND e.id > (SELECT floor FROM audit_window) AND e.at < $2
       AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)
   ) OR EXISTS (
     SELECT FROM audit_leaf l JOIN audit_event e ON e.id = l.event
     WHERE l.organisation_id = $1 AND e.at < $2
       AND l.index >= coalesce((SELECT next FROM log_search_position WHERE organisation_id = $1), 0)
   ) AS behind`,
);

/** Whether the search index still lacks something that was recorded before a moment: a search would miss it. */
export async function indexBehind(tx: ReadTransaction, organisation: string, before: Date): Promise<boolean> {
  return (await tx.row(findBehind, [organisation, before]))?.behind ?? false;
}
