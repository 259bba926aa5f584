import type {TableHead} from './manifest';

/** A table with keys in one column. The others go into the main file, that column into the key backup alone. */
export interface KeyTable {
  readonly name: string;
  readonly secret: string;
  /** Columns that tell one row from the others. */
  readonly identity: readonly string[];
}

export const KEY_TABLES: readonly KeyTable[] = [
  {name: 'audit_key', secret: 'sealed_seed', identity: ['organisation_id', 'verifier']},
  {name: 'case_key', secret: 'wrapped', identity: ['organisation_id', 'case_id']},
];

/** Sessions: whoever signed out since the backup must not be signed in again by it. The migrations stand in the header. */
export const LEFT_OUT: readonly string[] = ['session', 'schema_migration'];

/** The tables of the main file, without the columns that are keys. */
export function mainTables(all: readonly TableHead[]): TableHead[] {
  return all
    .filter(({name}) => !LEFT_OUT.includes(name))
    .map(({name, columns}) => {
      const secret = KEY_TABLES.find((table) => table.name === name)?.secret;
      return {name, columns: columns.filter((column) => column !== secret)};
    });
}

/** The tables of the key backup, whole. */
export function keyTables(all: readonly TableHead[]): TableHead[] {
  return all.filter(({name}) => KEY_TABLES.some((table) => table.name === name));
}
