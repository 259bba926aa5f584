import {Database} from './database';
import {dataSource} from './data-source';
import {ReadTransaction} from './transaction';
import {OPERATOR} from './rows/row-scope';

/** Looks into a database over a connection of its own, before the application is there. */
export async function lookOnce<T>(url: string, look: (tx: ReadTransaction) => Promise<T>): Promise<T> {
  const database = new Database(await dataSource(url, 1).initialize(), OPERATOR);
  try {
    return await database.read(look);
  } finally {
    await database.close();
  }
}
