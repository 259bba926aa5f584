import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Client} from 'pg';
import {AuditedTransaction} from '../../src/audit';
import {CreateCommittee} from '../../src/committees';
import {
  CreateOrganisation,
  CreatePerson,
  CreatePracticeGroup,
  GrantRole,
  PasswordHasher,
  SetPassword,
} from '../../src/identity';
import type {Clock} from '../../src/platform/clock/clock';
import {SystemRandomness} from '../../src/platform/crypto/randomness';
import type {Database} from '../../src/platform/database/database';
import {ROW_RULES} from '../../src/platform/database/rows/row-rules';
import {connected} from './database';
import type {TestDatabase} from './database';
import {makeHospital} from './hospital';
import type {Commands, Hospital} from './hospital';

/** A hospital as its commands left it, to be put into other databases row for row: made once, not again in every suite. */
interface Copy {
  readonly hospital: {
    readonly organisationId: string;
    readonly people: readonly (readonly [string, string])[];
    readonly committees: readonly (readonly [string, string])[];
    readonly medicine: string;
    readonly surgery: string;
  };
  readonly tables: readonly {readonly table: string; readonly columns: string; readonly rows: unknown[]}[];
}

const place = 'COLLEGIUM_TEST_HOSPITAL';

/**
 * Makes a hospital in a database of its own, and keeps what it is made of.
 *
 * @param directory where the copy is kept
 */
export async function keepHospital(
  database: Database,
  {clock, superuserUrl, directory}: {clock: Clock; superuserUrl: string; directory: string},
): Promise<void> {
  const {people, committees, ...rest} = await makeHospital(commandsOn(database, clock));
  const tables = await connected(superuserUrl, (client) => rowsOf(client, rest.organisationId));
  const copy: Copy = {hospital: {...rest, people: [...people], committees: [...committees]}, tables};
  const file = join(directory, 'hospital.json');
  writeFileSync(file, JSON.stringify(copy));
  process.env[place] = file;
}

function commandsOn(database: Database, clock: Clock): Commands {
  const randomness = new SystemRandomness();
  const transactions = new AuditedTransaction(database, clock, randomness);
  const made = new Map<unknown, unknown>([
    [CreateOrganisation, new CreateOrganisation(transactions, clock, randomness)],
    [CreateCommittee, new CreateCommittee(transactions, randomness)],
    [CreatePracticeGroup, new CreatePracticeGroup(transactions, randomness)],
    [CreatePerson, new CreatePerson(transactions, clock, randomness)],
    [SetPassword, new SetPassword(database, transactions, new PasswordHasher(), clock)],
    [GrantRole, new GrantRole(transactions, clock)],
  ]);
  return {
    get: <T>(command: new (...ports: never[]) => T) => {
      if (!made.has(command))
        throw new Error(`${command.name} is not among the commands that make a hospital`);
      return made.get(command) as T;
    },
  };
}

async function rowsOf(client: Client, organisation: string): Promise<Copy['tables']> {
  const tables = [];
  for (const [table, {rows: kind, key}] of ROW_RULES) {
    if (kind === 'installation') continue;
    // A number that the database gives itself is given anew.
    const {rows: columns} = await client.query<{name: string}>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
         AND attidentity = '' ORDER BY attnum`,
      [table],
    );
    const {rows} = await client.query<{row: unknown}>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${key} = $1 ${table === 'audit_event' ? 'ORDER BY id' : ''}`,
      [organisation],
    );
    if (rows.length > 0)
      tables.push({table, columns: columns.map(({name}) => name).join(', '), rows: rows.map(({row}) => row)});
  }
  return tables;
}

/** @returns null when the database has that hospital already */
export async function copyHospital(database: TestDatabase): Promise<Hospital | null> {
  const file = process.env[place];
  if (file === undefined)
    throw new Error('the hospital was not made: jest makes it for the project "integration"');
  const {hospital, tables} = JSON.parse(readFileSync(file, 'utf8')) as Copy;
  const there = await database.asSuperuser('SELECT FROM organisation WHERE id = $1', [
    hospital.organisationId,
  ]);
  if (there.length > 0) return null;
  await connected(database.superuserUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const {table, columns, rows} of tables)
      await client.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
        [JSON.stringify(rows)],
      );
    await client.query('COMMIT');
  });
  return {...hospital, people: new Map(hospital.people), committees: new Map(hospital.committees)};
}
