import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {caseOfStream} from '../domain/search-entry';
import {findLastCheckpoint} from '../persistence/tree-rows';

/** At most so many leaves are looked at in one go. */
const BATCH = 500;

const findStreams = reading<{index: string; stream: string; number: string}>(
  'audit_streams_since',
  `SELECT l.index, e.stream, e.number FROM audit_leaf l JOIN audit_event e ON e.id = l.event
   WHERE l.organisation_id = $1 AND l.index >= $2 ORDER BY l.index LIMIT ${BATCH}`,
);

export interface ChangedCases {
  /** Where the next look begins. */
  readonly next: number;
  /** Each changed case and the number in its stream after which the change begins; looking at one is none. */
  readonly cases: ReadonlyMap<string, number>;
}

/** Leaves in the organisation's tree: they come with the checkpoint over them. */
export async function treeSize(tx: ReadTransaction, organisation: string): Promise<number> {
  return Number((await tx.row(findLastCheckpoint, [organisation]))?.size ?? 0);
}

/**
 * The cases that were changed since, by the order of the tree, in which nothing appears late. Not to be told anybody but
 * through the disclosure gate.
 *
 * @param from index of the first leaf that was not looked at yet
 */
export async function changedCases(
  tx: ReadTransaction,
  {organisation, from}: {readonly organisation: string; readonly from: number},
): Promise<ChangedCases> {
  const rows = await tx.rows(findStreams, [organisation, from]);
  const cases = new Map<string, number>();
  for (const {stream, number} of rows) {
    const id = stream.startsWith('case/') ? caseOfStream(stream) : null;
    if (id !== null && !cases.has(id)) cases.set(id, Number(number) - 1);
  }
  const last = rows.at(-1);
  return {next: last ? Number(last.index) + 1 : from, cases};
}
