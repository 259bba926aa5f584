import {ClientBase, CustomTypesConfig} from 'pg';
import {ConnectionTransaction} from './connection-transaction';
import {ReadTransaction} from './transaction';

/** Reads within a transaction that somebody else began on a connection of their own. @param types how columns are read */
export const readingOver = (client: ClientBase, types: CustomTypesConfig): ReadTransaction =>
  new ConnectionTransaction(client, types);
