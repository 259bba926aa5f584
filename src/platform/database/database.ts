import {Injectable} from '@nestjs/common';
import {PoolClient} from 'pg';
import {DataSource} from 'typeorm';
import {ConnectionTransaction} from './connection-transaction';
import {ReadDatabase} from './read-database';
import {isRetryable} from './sql-state';
import {ReadTransaction, WriteTransaction} from './transaction';

const ATTEMPTS = 5;

/** Connections and transactions. Only the audit feature may inject it; the others see it as `ReadDatabase`. */
@Injectable()
export class Database extends ReadDatabase {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    super();
    this.#source = source;
  }

  override async read<T>(look: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    return this.#connected((client) =>
      inTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', look),
    );
  }

  /**
   * Reads, then writes what was read about, on one connection: first a READ ONLY transaction, then, when `record`
   * asks for it, a short writing one.
   */
  async readThenWrite<T>(
    look: (tx: ReadTransaction) => Promise<T>,
    record: (tx: WriteTransaction, seen: T) => Promise<void>,
    wanted: (seen: T) => boolean,
  ): Promise<T> {
    return this.#connected(async (client) => {
      const seen = await inTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', look);
      if (wanted(seen)) await inTransaction(client, 'BEGIN', (tx) => record(tx, seen));
      return seen;
    });
  }

  /** Runs `change` in a transaction, whole, again after a serialisation failure or a deadlock. */
  async write<T>(change: (tx: WriteTransaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#connected((client) => inTransaction(client, 'BEGIN', change));
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  async close(): Promise<void> {
    if (this.#source.isInitialized) await this.#source.destroy();
  }

  async #connected<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const runner = this.#source.createQueryRunner();
    try {
      return await work((await runner.connect()) as PoolClient);
    } finally {
      await runner.release();
    }
  }
}

async function inTransaction<T>(
  client: PoolClient,
  begin: string,
  work: (tx: WriteTransaction) => Promise<T>,
): Promise<T> {
  await client.query(begin);
  try {
    const result = await work(new ConnectionTransaction(client));
    // A failed statement that somebody caught leaves the transaction aborted; COMMIT then answers ROLLBACK.
    const {command} = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new AbortedTransactionError();
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** A statement failed and its error was swallowed inside the transaction: nothing was stored. */
export class AbortedTransactionError extends Error {
  constructor() {
    super('the transaction was rolled back: an SQL error inside it was caught; let it pass');
    this.name = 'AbortedTransactionError';
  }
}
