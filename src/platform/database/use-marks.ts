import {Database} from './database';
import {WriteStatement} from './statement';

/**
 * Notes that something is still in use, such as when a session was last seen. It changes nothing that anybody decided,
 * so the log need not know; for that reason identity's sessions alone may have it, and one statement at a time.
 */
export class UseMarks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async note(statement: WriteStatement<never>, values: readonly unknown[]): Promise<void> {
    await this.#database.write((tx) => tx.write(statement, values));
  }
}
