import {ReadStatement, WriteStatement} from './statement';

/** A transaction that can only look; inside it PostgreSQL refuses writes as well, unless it is the reading half of a write. */
export interface ReadTransaction {
  rows<Row>(statement: ReadStatement<Row>, values?: readonly unknown[]): Promise<Row[]>;
  row<Row>(statement: ReadStatement<Row>, values?: readonly unknown[]): Promise<Row | null>;
}

/** Only `AuditedTransaction` hands one out, so that nothing is written without a record of it. */
export interface WriteTransaction extends ReadTransaction {
  write<Row>(statement: WriteStatement<Row>, values?: readonly unknown[]): Promise<Row[]>;
}
