import {ReadTransaction} from '../../platform/database/transaction';
import {RecordedEvent} from '../domain/audit-record';
import {SearchEntry, searchEntry, wordKey} from '../domain/search-entry';
import {Finding} from '../domain/tampering';
import {
  IndexedRow,
  countWords,
  findIndexed,
  findIndexedBeyond,
  findMissingWord,
} from '../persistence/check-index-rows';
import {findPosition} from '../persistence/search-rows';

const PAGE = 4096;

/**
 * The search index against the log from which it was derived: every entry, every word, and how far it has come. Nothing
 * else vouches for it; `audit reindex` makes it again.
 *
 * @param size of the tree
 */
export async function indexFinding(
  tx: ReadTransaction,
  {organisation, size}: {readonly organisation: string; readonly size: number},
): Promise<Finding | null> {
  const end = Number((await tx.row(findPosition, [organisation]))?.next ?? 0);
  if (end < 0 || end > size)
    return {index: size, kind: 'altered', detail: 'the search index says that it has more than the log'};
  let words = 0;
  for (let begin = 0; begin < end; begin += PAGE) {
    const rows = await tx.rows(findIndexed, [organisation, begin, Math.min(end, begin + PAGE)]);
    const known = rows.map((row) => ({row, entry: expectedOf(row)}));
    const wanted = known.flatMap(({entry}) => wordsOf(entry));
    words += wanted.length;
    const wrong = known.find(({row, entry}) => !isAsExpected(row, entry));
    const lost = await missingWord(tx, organisation, wanted);
    const faults = [wrong && entryFinding(wrong.row), lost].filter((found) => found !== undefined);
    const [first] = faults.sort((one, other) => one.index - other.index);
    if (first) return first;
  }
  const beyond = await tx.row(findIndexedBeyond, [organisation, end]);
  if (beyond)
    return {
      index: end,
      kind: 'altered',
      detail: 'the search index has more than it says, or less than it had',
    };
  const stored = Number((await tx.row(countWords, [organisation]))?.words ?? 0);
  return stored === words
    ? null
    : {index: end, kind: 'inserted', detail: 'the search index has words that no entry of the log gives it'};
}

function expectedOf({index, stream, kind, at, event}: IndexedRow): SearchEntry {
  return searchEntry({leaf: Number(index), stream, kind, at, event: eventIn(event)});
}

/** Null for what cannot be read, too: the check of the log itself has named it then. */
function eventIn(text: string | null): RecordedEvent | null {
  try {
    return text === null ? null : (JSON.parse(text) as RecordedEvent);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Without those that are named twice. */
const wordsOf = ({words, at, leaf}: SearchEntry): {key: string; at: string; leaf: number}[] =>
  [...new Set(words.map(wordKey))].map((key) => ({key, at, leaf}));

function isAsExpected(row: IndexedRow, entry: SearchEntry): boolean {
  const {indexed_at, indexed_kind, type, action, outcome, who, address, roles} = row;
  return (
    indexed_at?.toISOString() === entry.at &&
    JSON.stringify([indexed_kind, type, action, outcome, who, address, roles]) ===
      JSON.stringify([
        entry.kind,
        entry.type,
        entry.action,
        entry.outcome,
        entry.who,
        entry.address,
        entry.roles,
      ])
  );
}

const entryFinding = ({index, indexed_at}: IndexedRow): Finding =>
  indexed_at === null
    ? {index: Number(index), kind: 'removed', detail: 'the search index does not have this entry'}
    : {index: Number(index), kind: 'altered', detail: 'the search index says something else of this entry'};

async function missingWord(
  tx: ReadTransaction,
  organisation: string,
  wanted: readonly {readonly key: string; readonly at: string; readonly leaf: number}[],
): Promise<Finding | undefined> {
  const columns = [wanted.map(({key}) => key), wanted.map(({at}) => at), wanted.map(({leaf}) => leaf)];
  const row = await tx.row(findMissingWord, [organisation, ...columns]);
  const detail = 'the search index does not find this entry by all that it should';
  return row ? {index: Number(row.leaf), kind: 'altered', detail} : undefined;
}
