import {Client} from 'pg';
import {ReadStatement} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {checkpointBody, originOf} from '../domain/checkpoint';
import {KeyTerm, followKeys, openByHistory} from '../domain/key-history';
import {parseVerifier} from '../domain/signed-note';
import {Finding, firstOf} from '../domain/tampering';
import {countLog, findLogs} from '../persistence/check-rows';
import {findCheckpoints} from '../persistence/leaf-rows';
import {readKeys} from '../queries/read-keys';
import {checkRows} from './check-rows';
import {DatabaseSource} from './database-source';
import {Keepsakes} from './verify-bundle';
import {ReadCheckpoint, weigh} from './weigh';

export interface Verification {
  readonly ok: boolean;
  /** Entries in all logs, those that wait for the tree included. */
  readonly size: number;
  readonly streams: number;
  /** In the first log that something is wrong with. */
  readonly first: (Finding & {readonly organisation: string}) | null;
}

const PAGE = 1000;
const NOTHING: Keepsakes = {key: null, checkpoints: []};

/**
 * Checks all logs in a database: every entry, commitment, chain, head, tile, key and checkpoint, against each other and
 * against what was kept elsewhere.
 *
 * @param url of a role that may read the log
 */
export async function verifyDatabase(url: string, keepsakes: Keepsakes = NOTHING): Promise<Verification> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await verifyLogs(client, keepsakes);
  } finally {
    await client.end();
  }
}

/** The same over a connection in a transaction of the caller's. */
export async function verifyLogs(client: Client, keepsakes: Keepsakes = NOTHING): Promise<Verification> {
  const tx = readerOver(client);
  let first: Verification['first'] = null;
  for (const {organisation_id: organisation} of await tx.rows(findLogs)) {
    const found = await verifyLog(tx, organisation, keepsakes);
    if (!first && found) first = {...found, organisation};
  }
  const count = await tx.row(countLog);
  return {ok: first === null, size: Number(count?.entries ?? 0), streams: Number(count?.streams ?? 0), first};
}

interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

async function verifyLog(
  tx: ReadTransaction,
  organisation: string,
  keepsakes: Keepsakes,
): Promise<Finding | null> {
  const origin = originOf(organisation);
  const handed = keepsakes.checkpoints.filter((note) => checkpointBody(note)?.origin === origin);
  const stored = await checkpointsOf(tx, organisation);
  const last = stored.at(-1);
  const keys = await keysOf(tx, organisation, keepsakes);
  const size = last?.size ?? 0;
  const rows = await checkRows(tx, {organisation, size});
  if (!last) return firstOf([unsignedFinding(handed), ...rows]);
  const read = (note: string): ReadCheckpoint => readNote(note, keys);
  const {first} = await weigh({
    source: new DatabaseSource(tx, {organisation, size}),
    checkpoint: matching(read(last.note), last),
    kept: stored.slice(0, -1).map((row) => matching(read(row.note), row)),
    handed: handed.map(read),
    organisation,
  });
  return firstOf([first, missingFinding(handed, stored), ...rows]);
}

async function checkpointsOf(tx: ReadTransaction, organisation: string): Promise<StoredCheckpoint[]> {
  const all: StoredCheckpoint[] = [];
  for (let after = -1; ;) {
    const rows = await tx.rows(findCheckpoints, [organisation, after, PAGE]);
    all.push(...rows.map(({size, root, note}) => ({size: Number(size), root, note})));
    const last = all.at(-1);
    if (!last || rows.length < PAGE) return all;
    after = last.size;
  }
}

async function keysOf(
  tx: ReadTransaction,
  organisation: string,
  {key}: Keepsakes,
): Promise<readonly KeyTerm[]> {
  const {verifiers, handovers} = await readKeys(tx, organisation);
  const own = key?.name === originOf(organisation) ? key : parseVerifier(verifiers[0] ?? '');
  const followed = own && followKeys(own, handovers);
  return followed?.fault === null ? followed.keys : [];
}

function readNote(note: string, keys: readonly KeyTerm[]): ReadCheckpoint {
  if (keys.length === 0) return {fault: 'unknown_key', claim: checkpointBody(note)};
  const {fault, checkpoint} = openByHistory(note, keys);
  return {fault, claim: checkpoint ?? checkpointBody(note)};
}

/** The columns beside a note must say what it says. */
function matching(read: ReadCheckpoint, {size, root}: StoredCheckpoint): ReadCheckpoint {
  const agree = read.claim?.size === size && read.claim.root.equals(root);
  return agree || read.fault !== null ? read : {...read, fault: 'malformed'};
}

function unsignedFinding(handed: readonly string[]): Finding | null {
  return handed.length === 0
    ? null
    : {index: 0, kind: 'rolled-back', detail: 'the log has no checkpoint, and once had one'};
}

/** What was signed and kept elsewhere must be here as well. */
function missingFinding(handed: readonly string[], stored: readonly StoredCheckpoint[]): Finding | null {
  const notes = new Set(stored.map(({note}) => checkpointBody(note)?.size));
  const sizes = handed.flatMap((note) => checkpointBody(note)?.size ?? []);
  const missing = sizes.filter((size) => !notes.has(size) && size <= (stored.at(-1)?.size ?? 0));
  if (missing.length === 0) return null;
  const size = Math.min(...missing);
  const index = Math.max(0, ...stored.map((row) => row.size).filter((other) => other < size));
  return {index, kind: 'removed', detail: `the checkpoint of ${size} entries is gone`};
}

const readerOver = (client: Client): ReadTransaction => {
  const rows = async <Row>(
    {name, text}: ReadStatement<Row>,
    values: readonly unknown[] = [],
  ): Promise<Row[]> => (await client.query({name, text, values: [...values]})).rows as Row[];
  return {rows, row: async (statement, values) => (await rows(statement, values))[0] ?? null};
};
