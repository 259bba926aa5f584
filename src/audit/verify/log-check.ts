import {BeforeApplicationShutdown, Injectable} from '@nestjs/common';
import {Database} from '../../platform/database/database';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';
import {ReadTransaction} from '../../platform/database/transaction';
import {Finding} from '../domain/tampering';
import {CheckpointRow, findLastCheckpoint} from '../persistence/tree-rows';
import {PublishedCheckpoints} from '../publish/published-checkpoints';
import {checkerTypes} from './checker-types';
import {strayFinding, verifyLog} from './verify-database';

export interface CheckedLog {
  /** Entries under the last checkpoint. */
  readonly size: number;
  /** The last checkpoint; null before the first. */
  readonly head: Pick<CheckpointRow, 'root' | 'note'> | null;
  /** The first thing that is wrong; null when the log is whole. */
  readonly first: Finding | null;
}

/** Checks whole logs while the work goes on. */
@Injectable()
export class LogCheck implements BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #published: PublishedCheckpoints;
  readonly #stopping = new AbortController();

  constructor(database: Database, published: PublishedCheckpoints) {
    this.#database = database.as(INTEGRATOR);
    this.#published = published;
  }

  beforeApplicationShutdown(): void {
    this.#stopping.abort();
  }

  /**
   * Every entry, commitment, chain, head, tile, key and checkpoint of a log against each other and against what was exported,
   * as `audit verify` does.
   *
   * @throws the system's error when exported checkpoints cannot be read
   * @throws DOMException `AbortError` when the program stops meanwhile
   */
  async run(organisation: string): Promise<CheckedLog> {
    const keepsakes = {key: null, checkpoints: await this.#published.kept(organisation)};
    return this.#database.read(async (whole) => {
      const tx = until(this.#stopping.signal, whole);
      const head = await tx.row(findLastCheckpoint, [organisation]);
      const first = strayFinding(keepsakes) ?? (await verifyLog(tx, organisation, keepsakes));
      return {size: Number(head?.size ?? 0), head, first};
    }, checkerTypes);
  }
}

/** The same transaction until a signal comes: it reads nothing further then. */
const until = (signal: AbortSignal, tx: ReadTransaction): ReadTransaction => ({
  rows: async (statement, values) => {
    signal.throwIfAborted();
    return tx.rows(statement, values);
  },
  row: async (statement, values) => {
    signal.throwIfAborted();
    return tx.row(statement, values);
  },
});
