import {ReadTransaction} from '../../platform/database/transaction';
import {checkpointBody} from '../domain/checkpoint';
import {Finding} from '../domain/tampering';
import {findNotes} from '../persistence/check-rows';
import {CheckpointDirectory} from '../publish/checkpoint-directory';

const PAGE = 1000;

/**
 * Every exported checkpoint, one after another, must be in the database as it was exported. One of more entries than the
 * snapshot has was exported since, by a server that runs meanwhile: it is passed over, as long as none within the snapshot
 * comes after it. That a log was rolled back is told by what was kept of it.
 *
 * @param log in the snapshot that `tx` reads; its size is that of its last checkpoint there
 * @throws the system's error when the folder cannot be read
 */
export async function exportedFinding(
  tx: ReadTransaction,
  log: {readonly organisation: string; readonly size: number},
  directory: CheckpointDirectory,
): Promise<Finding | null> {
  const {organisation} = log;
  let below = 0;
  let beyond: number | null = null;
  for await (const page of pagesOf(directory.notes(organisation))) {
    const sizes = page.map((note) => checkpointBody(note)?.size ?? -1);
    const rows = await tx.rows(findNotes, [organisation, sizes]);
    const stored = new Map(rows.map(({size, note}) => [Number(size), note]));
    for (const [at, note] of page.entries()) {
      const size = sizes[at] ?? -1;
      if (size > log.size) {
        beyond ??= size;
        continue;
      }
      if (beyond !== null && size >= 0) return differingFinding({size: beyond, below, isStored: false});
      if (stored.get(size) !== note) return differingFinding({size, below, isStored: stored.has(size)});
      below = size;
    }
  }
  return null;
}

function differingFinding({
  size,
  below,
  isStored,
}: {
  readonly size: number;
  /** Of the last that is the same in both. */
  readonly below: number;
  readonly isStored: boolean;
}): Finding {
  if (size < 0) return {index: below, kind: 'altered', detail: 'an exported checkpoint cannot be read'};
  return isStored
    ? {
        index: below,
        kind: 'altered',
        detail: `the checkpoint of ${size} entries is not the one that was exported`,
      }
    : {index: below, kind: 'removed', detail: `the checkpoint of ${size} entries was exported and is gone`};
}

async function* pagesOf<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[], void> {
  let page: T[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
