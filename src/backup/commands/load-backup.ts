import {randomUUID} from 'node:crypto';
import {LoadTarget, loadDatabase} from '../../platform/database/copy/load-database';
import {TableShape, columnsOf} from '../../platform/database/copy/table-shape';
import {KNOWN_MIGRATIONS} from '../../platform/database/data-source';
import {BackupError} from '../backup-error';
import {Header} from '../domain/manifest';
import {KEY_TABLES, KeyTable} from '../domain/what-is-backed-up';
import {BackupReader, OpenedTable} from '../files/read-backup';

/** A case whose key was destroyed, as the checkpoints exported outside the database prove. */
export interface DestroyedCase {
  readonly organisation: string;
  readonly caseId: string;
  readonly at: Date;
}

/** The log of an organisation of whose cases the key backup has keys. */
export interface LogToRestore {
  readonly organisation: string;
  /** Verifier keys of the log as the backup knows them, oldest first. */
  readonly verifiers: readonly string[];
}

/** What must stay destroyed; refuses when nobody can tell. */
export type StayDestroyed = (logs: readonly LogToRestore[]) => Promise<readonly DestroyedCase[]>;

export interface Loaded {
  readonly backup: string;
  readonly madeAt: Date;
  readonly tables: number;
  readonly rows: number;
  /** Keys that the key backup still had, though they are destroyed. */
  readonly keysRefused: number;
}

export interface BackupFiles {
  readonly main: BackupReader;
  readonly keys: BackupReader;
}

/**
 * Refuses, before anything is touched, files that do not belong to this key file, to this program or to each other, and
 * keys whose time is over.
 *
 * @param keyDigest of the key file that this installation has
 * @throws BackupError
 */
export function checkFiles({main, keys}: BackupFiles, keyDigest: string, now: Date): void {
  const [content, own] = [main.header, keys.header];
  if (content.content !== 'main' || own.content !== 'keys')
    throw new BackupError(
      'The two files are not what they were named as.',
      'Name the backup itself first, and the key backup with --keys.',
    );
  if (content.keyDigest !== keyDigest || own.keyDigest !== keyDigest)
    throw new BackupError(
      'The backup was made under another key file than the one that is there.',
      'Put the key file of the installation that was backed up where COLLEGIUM_KEY_FILE says (the embedded database ' +
        'has it in keys/kek below COLLEGIUM_DATA), and try again.',
    );
  if (own.expiresAt === null || Date.parse(own.expiresAt) <= now.getTime())
    throw new BackupError(
      `The key backup expired at ${own.expiresAt ?? 'once'} and is not restored: keys destroyed since may be in it.`,
      'Use a later one, and delete this one wherever it lies.',
    );
  if (own.madeAt < content.madeAt)
    throw new BackupError(
      'The key backup is older than the backup, so that keys of later cases are missing from it.',
      'Use the key backup that was made together with the backup, or any later one.',
    );
  const unknown = content.migrations.filter((name) => !KNOWN_MIGRATIONS.includes(name));
  if (unknown.length > 0)
    throw new BackupError(
      `The backup was made by a newer Collegium (it has ${unknown.join(', ')}).`,
      'Restore it with that version or a later one.',
    );
}

/**
 * Brings both files into an empty database, all or nothing; the database is marked as not finished, so that nothing
 * starts on it before it was checked.
 *
 * @param ownerUrl connection string of the role that will own the tables
 * @throws BackupError
 * @throws DatabaseNotEmptyError
 */
export async function loadBackup(
  ownerUrl: string,
  {main, keys}: BackupFiles,
  {destroyed, now}: {readonly destroyed: StayDestroyed; readonly now: Date},
): Promise<Loaded> {
  return loadDatabase(ownerUrl, main.header.migrations, async (target) => {
    const wanted = new Map<string, number>();
    for await (const table of main.tables()) {
      const own = KEY_TABLES.some(({name}) => name === table.name);
      const shape = shapeOf(target, table);
      const into = own ? await target.stage(shape, staged(table.name, 'main')) : shape;
      wanted.set(table.name, await copy(target, table, into));
    }
    const {tables, sequences} = await main.end();
    for await (const table of keys.tables())
      await copy(target, table, await target.stage(shapeOf(target, table), staged(table.name, 'keys')));
    await keys.end();
    for (const table of KEY_TABLES) await join(target, table, wanted.get(table.name) ?? 0);
    for (const sequence of sequences) await target.setSequence(sequence);
    const keysRefused = await destroyAgain(target, await destroyed(await target.rows<LogToRestore>(LOGS)));
    await noteRestoration(target, main.header, now);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const {backup, madeAt} = main.header;
    return {backup, madeAt: new Date(madeAt), tables: tables.length, rows, keysRefused};
  });
}

const staged = (table: string, from: 'main' | 'keys'): string => `restoring_${from}_${table}`;

/** @throws BackupError when the schema has no such table or columns */
function shapeOf({tables}: LoadTarget, {name, columns}: OpenedTable): TableShape {
  const known = tables.find((table) => table.name === name);
  const strange = known ? columns.find((column) => !known.columns.includes(column)) : name;
  if (strange !== undefined)
    throw new BackupError(
      `The backup has ${known ? `a column ${name}.${strange}` : `a table ${name}`}, which the schema of its version has not.`,
      'It was made of a database that somebody else has changed; restore it with the program that made it.',
    );
  return {name, columns};
}

async function copy(target: LoadTarget, table: OpenedTable, into: TableShape): Promise<number> {
  const rows = await target.copyIn(into, table.content);
  table.counted(rows);
  return rows;
}

/** Puts a table with keys together from its two parts. Keys of what came after the backup are left aside. */
async function join(target: LoadTarget, {name, identity}: KeyTable, wanted: number): Promise<void> {
  const shape = target.tables.find((table) => table.name === name);
  if (!shape) throw new Error(`there is no table ${name}`);
  const [main, keys] = [staged(name, 'main'), staged(name, 'keys')];
  const columns = shape.columns.map((column) => `k."${column}"`).join(', ');
  const found = await target.run(
    `INSERT INTO ${columnsOf(shape)} SELECT ${columns} FROM ${keys} k JOIN ${main} USING (${identity.join(', ')})`,
  );
  if (found !== wanted)
    throw new BackupError(
      `The key backup lacks ${wanted - found} of the keys in ${name}.`,
      'Use the key backup that was made together with the backup, or any later one of the same installation.',
    );
  await target.run(`DROP TABLE ${main}, ${keys}`);
}

const LOGS = `
  SELECT k.organisation_id AS organisation, array_agg(k.verifier ORDER BY k.number) AS verifiers FROM audit_key k
  WHERE EXISTS (SELECT FROM case_key c WHERE c.organisation_id = k.organisation_id AND c.wrapped IS NOT NULL)
  GROUP BY k.organisation_id`;

async function destroyAgain(target: LoadTarget, destroyed: readonly DestroyedCase[]): Promise<number> {
  return target.run(
    `UPDATE case_key k SET wrapped = NULL, destroyed_at = gone.at
     FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS gone (organisation_id, case_id, at)
     WHERE k.organisation_id = gone.organisation_id AND k.case_id = gone.case_id AND k.wrapped IS NOT NULL`,
    [
      destroyed.map(({organisation}) => organisation),
      destroyed.map(({caseId}) => caseId),
      destroyed.map(({at}) => at),
    ],
  );
}

async function noteRestoration(target: LoadTarget, {backup, madeAt}: Header, now: Date): Promise<void> {
  await target.run('INSERT INTO restoration (id, backup, made_at, loaded_at) VALUES ($1, $2, $3, $4)', [
    randomUUID(),
    backup,
    madeAt,
    now,
  ]);
}
