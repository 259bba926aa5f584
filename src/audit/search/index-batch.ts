import {WriteTransaction} from '../../platform/database/transaction';
import {RecordedEvent} from '../domain/audit-record';
import {searchEntry, wordKey} from '../domain/search-entry';
import {
  addEntries,
  addWords,
  findLeafEvents,
  findPosition,
  forgetEntries,
  forgetPositions,
  forgetWords,
  indexLock,
  movePosition,
  tryIndexLock,
} from '../persistence/search-rows';

const BATCH = 2048;
/** One number for the whole installation: whoever holds it fills or empties the index. */
const INDEX_LOCK = 7_266_370;

/**
 * Takes the next leaves of one organisation's tree into the search index, in the caller's transaction.
 *
 * @returns how many, and whether there may be more
 */
export async function indexBatch(
  tx: WriteTransaction,
  organisation: string,
): Promise<{added: number; more: boolean}> {
  const lock = await tx.row(tryIndexLock, [INDEX_LOCK]);
  if (lock?.locked !== true) return {added: 0, more: false};
  const position = await tx.row(findPosition, [organisation]);
  const rows = await tx.rows(findLeafEvents, [organisation, position?.next ?? 0, BATCH]);
  const last = rows.at(-1);
  if (!last) return {added: 0, more: false};
  const entries = rows.map(({index, event, ...entry}) =>
    searchEntry({
      ...entry,
      leaf: Number(index),
      event: event === null ? null : (JSON.parse(event) as RecordedEvent),
    }),
  );
  const words = entries.flatMap(({at, leaf, words}) => words.map((word) => ({key: wordKey(word), at, leaf})));
  await tx.write(addEntries, [organisation, JSON.stringify(entries)]);
  await tx.write(addWords, [
    organisation,
    words.map(({key}) => key),
    words.map(({at}) => at),
    words.map(({leaf}) => leaf),
  ]);
  await tx.write(movePosition, [organisation, Number(last.index) + 1]);
  return {added: rows.length, more: rows.length === BATCH};
}

/** Empties the whole index; it fills again from the log. */
export async function forgetIndex(tx: WriteTransaction): Promise<void> {
  await tx.row(indexLock, [INDEX_LOCK]);
  for (const statement of [forgetPositions, forgetEntries, forgetWords]) await tx.write(statement);
}
