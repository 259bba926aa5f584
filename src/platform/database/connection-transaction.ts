import {ClientBase, CustomTypesConfig} from 'pg';
import {ReadStatement, WriteStatement} from './statement';
import {WriteTransaction} from './transaction';

/** Runs statements on one connection, each prepared once under its name. */
export class ConnectionTransaction implements WriteTransaction {
  readonly #client: ClientBase;
  readonly #types: {readonly types?: CustomTypesConfig};

  /** @param types how columns are read, where that is not as usual */
  constructor(client: ClientBase, types?: CustomTypesConfig) {
    this.#client = client;
    this.#types = types ? {types} : {};
  }

  async rows<Row>(statement: ReadStatement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#run<Row>(statement, values);
  }

  async row<Row>(statement: ReadStatement<Row>, values: readonly unknown[] = []): Promise<Row | null> {
    return (await this.#run<Row>(statement, values))[0] ?? null;
  }

  async write<Row>(statement: WriteStatement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#run<Row>(statement, values);
  }

  async #run<Row>(statement: {name: string; text: string}, values: readonly unknown[]): Promise<Row[]> {
    const {rows} = await this.#client.query({
      name: statement.name,
      text: statement.text,
      values: [...values],
      ...this.#types,
    });
    return rows as Row[];
  }
}
