import {BeforeApplicationShutdown, Injectable} from '@nestjs/common';
import {Database} from '../../platform/database/database';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';
import {ReadTransaction} from '../../platform/database/transaction';
import {Finding} from '../domain/tampering';
import {findLastCheckpoint} from '../persistence/tree-rows';
import {checkerTypes} from './checker-types';
import {verifyLog} from './verify-database';

export interface CheckedLog {
  /** Entries under the last checkpoint. */
  readonly size: number;
  /** The first thing that is wrong; null when the log is whole. */
  readonly first: Finding | null;
}

/** Checks whole logs while the work goes on. */
@Injectable()
export class LogCheck implements BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #stopping = new AbortController();

  constructor(database: Database) {
    this.#database = database.as(INTEGRATOR);
  }

  beforeApplicationShutdown(): void {
    this.#stopping.abort();
  }

  /**
   * Every entry, commitment, chain, head, tile, key and checkpoint of a log against each other, as `audit verify` does.
   *
   * @throws DOMException `AbortError` when the program stops meanwhile
   */
  async run(organisation: string): Promise<CheckedLog> {
    return this.#database.read(async (whole) => {
      const tx = until(this.#stopping.signal, whole);
      const last = await tx.row(findLastCheckpoint, [organisation]);
      return {size: Number(last?.size ?? 0), first: await verifyLog(tx, organisation)};
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
