import type {RowScope} from './rows/row-scope';
import {ReadTransaction} from './transaction';

/** The database as a feature sees it: it can only look. Whoever wants to write injects `AuditedTransaction`. */
export abstract class ReadDatabase {
  /** Runs `look` in a READ ONLY transaction with one snapshot for all its statements. */
  abstract read<T>(look: (tx: ReadTransaction) => Promise<T>): Promise<T>;

  /** The same connections in a scope of their own, whoever asks; for the duties that nobody in person has. */
  abstract as(scope: RowScope): ReadDatabase;
}
