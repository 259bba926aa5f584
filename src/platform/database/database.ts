import {Injectable} from '@nestjs/common';
import {CustomTypesConfig, PoolClient} from 'pg';
import {DataSource} from 'typeorm';
import {roleIn} from './role-name';
import {ConnectionTransaction} from './connection-transaction';
import {ReadDatabase} from './read-database';
import {beginScoped} from './rows/begin-scoped';
import {NOBODY, currentScope, within} from './rows/row-scope';
import type {RowScope} from './rows/row-scope';
import {isRetryable} from './sql-state';
import {ReadTransaction, WriteTransaction} from './transaction';

const ATTEMPTS = 5;
const LOOK = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** Connections and transactions. Only the audit feature may inject it; the others see it as `ReadDatabase`. */
@Injectable()
export class Database extends ReadDatabase {
  readonly #source: DataSource;
  readonly #role: string;
  #scope: () => RowScope;

  /** @param outside the scope of work for which none was opened: no row at all, unless a command line says otherwise */
  constructor(source: DataSource, outside: RowScope = NOBODY) {
    super();
    this.#source = source;
    this.#role = roleIn('url' in source.options ? (source.options.url ?? '') : '').role;
    this.#scope = () => currentScope() ?? outside;
  }

  override as(scope: RowScope): Database {
    const fixed = new Database(this.#source);
    fixed.#scope = () => scope;
    return fixed;
  }

  /** @param types how columns are read, where that is not as usual */
  override async read<T>(look: (tx: ReadTransaction) => Promise<T>, types?: CustomTypesConfig): Promise<T> {
    return this.#connected((client) =>
      inTransaction(client, this.#begin(LOOK, null), () => look(new ConnectionTransaction(client, types))),
    );
  }

  /**
   * Reads, then writes what was read about, on one connection: first a READ ONLY transaction, then, when `record`
   * asks for it, a short writing one. Both are the organisation's.
   */
  async readThenWrite<T>(
    organisation: string,
    look: (tx: ReadTransaction) => Promise<T>,
    record: (tx: WriteTransaction, seen: T) => Promise<void>,
    wanted: (seen: T) => boolean,
  ): Promise<T> {
    return this.#connected(async (client) => {
      const seen = await inTransaction(client, this.#begin(LOOK, organisation), look);
      if (wanted(seen))
        await inTransaction(client, this.#begin('BEGIN', organisation), (tx) => record(tx, seen));
      return seen;
    });
  }

  /**
   * Runs `change` in a transaction, whole, again after a serialisation failure or a deadlock.
   *
   * @param organisation whose rows it may reach; what the scope says when left out
   */
  async write<T>(
    change: (tx: WriteTransaction) => Promise<T>,
    organisation: string | null = null,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#connected((client) =>
          inTransaction(client, this.#begin('BEGIN', organisation), change),
        );
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  async close(): Promise<void> {
    if (this.#source.isInitialized) await this.#source.destroy();
  }

  #begin(begin: string, organisation: string | null): string {
    return beginScoped(begin, this.#role, within(this.#scope(), organisation));
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
  try {
    // It is several statements: the first may have begun what a later one of them could not.
    await client.query(begin);
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
