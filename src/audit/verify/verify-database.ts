import {Client} from 'pg';
import {readingOver} from '../../platform/database/reading-over';
import {ReadTransaction} from '../../platform/database/transaction';
import {checkpointBody, originOf} from '../domain/checkpoint';
import {FollowedKeys, KeyChange, followKeys} from '../domain/key-history';
import {parseVerifier} from '../domain/signed-note';
import {Finding, firstOf} from '../domain/tampering';
import {countLog, findLogs, findRenamed} from '../persistence/check-rows';
import {readKeys} from '../queries/read-keys';
import {checkAnchors} from './check-anchors';
import {checkRows} from './check-rows';
import {ServedSource} from './served-source';
import {DatabaseSource} from './database-source';
import {keyChangesFinding} from './key-changes-finding';
import {checkerTypes} from './checker-types';
import {Keepsakes} from './verify-bundle';
import {ReadCheckpoint} from './read-checkpoint';
import {
  misfiledFinding,
  missingFinding,
  readNote,
  storedCheckpoints,
  takenFinding,
} from './stored-checkpoints';
import {Weighed, weigh} from './weigh';
import {enterDuty} from '../../platform/database/rows/enter-duty';

export interface Verification {
  readonly ok: boolean;
  /** Entries in all logs, those that wait for the tree included. */
  readonly size: number;
  readonly streams: number;
  /** In the first log that something is wrong with; of no organisation where it is about what was handed over. */
  readonly first: FoundInLogs | null;
}

export interface FoundInLogs extends Finding {
  readonly organisation: string | null;
}

const NOTHING: Keepsakes = {key: null, checkpoints: []};
const ORIGIN = /^collegium\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A finding in the database, for people. */
export const describeFinding = ({kind, index, organisation, detail}: FoundInLogs): string =>
  organisation === null
    ? `${kind}: ${detail}`
    : `${kind} at entry ${index} of organisation ${organisation}: ${detail}`;

/**
 * Checks all logs in a database: every entry, commitment, chain, head, tile, key and checkpoint, against each other and
 * against what was kept elsewhere.
 *
 * @param url of a role that may read the log
 */
export async function verifyDatabase(url: string, keepsakes: Keepsakes = NOTHING): Promise<Verification> {
  return readingLogs(url, (client) => verifyLogs(client, keepsakes));
}

/** Does something in one snapshot of all logs. @param url of a role that may read the log */
export async function readingLogs<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await enterDuty(client, 'integrator');
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same over a connection in a transaction of the caller's. */
export async function verifyLogs(
  client: Client,
  keepsakes: Keepsakes = NOTHING,
  way: Way = ROWS,
): Promise<Verification> {
  const tx = readingOver(client, checkerTypes);
  const stored = (await tx.rows(findLogs)).map(({organisation_id: organisation}) => organisation);
  let first: FoundInLogs | null = strayFinding(keepsakes);
  // A log of which no row is left is known by what was kept of it.
  for (const organisation of new Set([...stored, ...organisationsOf(keepsakes)])) {
    const found = (await verifyLog(tx, organisation, keepsakes, way)) ?? (await way.beside(tx, organisation));
    if (!first && found) first = {...found, organisation};
  }
  const count = await tx.row(countLog);
  return {ok: first === null, size: Number(count?.entries ?? 0), streams: Number(count?.streams ?? 0), first};
}

function organisationsOf({key, checkpoints}: Keepsakes): string[] {
  const origins = [...checkpoints.map((note) => checkpointBody(note)?.origin), key?.name];
  return origins.flatMap((origin) => ORIGIN.exec(origin ?? '')?.[1] ?? []);
}

/** What was handed over must speak of a log that could be here: the finding where it does not, or cannot be read. */
export function strayFinding({key, checkpoints}: Keepsakes): FoundInLogs | null {
  const common = {index: 0, organisation: null};
  if (checkpoints.some((note) => !ORIGIN.test(checkpointBody(note)?.origin ?? '')))
    return {
      ...common,
      kind: 'altered',
      detail: 'a checkpoint handed over cannot be read, or is of another kind of log',
    };
  if (key && !ORIGIN.test(key.name))
    return {...common, kind: 're-signed', detail: 'the key handed over is of another kind of log'};
  return null;
}

/** How logs are read. */
export interface Way {
  readonly source: (tx: ReadTransaction, log: LogPlace) => DatabaseSource | ServedSource;
  /** What is wrong beside a log that is whole. */
  readonly beside: (tx: ReadTransaction, organisation: string) => Promise<Finding | null>;
}

interface LogPlace {
  readonly organisation: string;
  readonly size: number;
}

const ROWS: Way = {
  source: (tx, log) => new DatabaseSource(tx, log),
  beside: () => Promise.resolve(null),
};

/** The same over one organisation's log. @returns the first thing that is wrong with it; null when it is whole */
export async function verifyLog(
  tx: ReadTransaction,
  organisation: string,
  keepsakes: Keepsakes = NOTHING,
  way: Way = ROWS,
): Promise<Finding | null> {
  const origin = originOf(organisation);
  const {followed, told} = await keysOf(tx, organisation, keepsakes);
  const keys = followed?.fault === null ? followed.keys : [];
  const handed = keepsakes.checkpoints
    .filter((note) => checkpointBody(note)?.origin === origin)
    .map((note) => readNote(note, keys));
  const stored = await storedCheckpoints(tx, organisation, keys);
  const {kept, last, size} = stored;
  const misfiled = misfiledFinding(stored);
  const source = way.source(tx, {organisation, size});
  const log = {organisation, size, tiles: source instanceof DatabaseSource};
  const anchors = await checkAnchors(tx, organisation, keepsakes.authorities);
  if (!last) {
    const rows = await checkRows(tx, {...log, whole: false});
    const unknown = keepsakes.key?.name === origin ? UNKNOWN : null;
    return firstOf([misfiled, unsignedFinding(handed), unknown, anchors, ...rows]);
  }
  const weighed = await weigh({
    source,
    checkpoint: last,
    kept,
    handed,
    organisation,
  });
  const rows = await checkRows(tx, {...log, whole: weighed.facts.root.equals(weighed.head.root)});
  const taken = await takenFinding(tx, organisation, {handed, size});
  const renamed = weighed.first && (await renamedFinding(tx, organisation));
  const changed = keyChangesFinding('the stored keys are', told, weighed);
  const missing = missingFinding(handed, stored);
  const served = source instanceof ServedSource ? source.difference : null;
  const first = [misfiled, taken, renamed, sharpened(weighed, rows), served];
  const destroyed = await stored.destroyed.finding(tx);
  return firstOf([...first, changed, missing, anchors, destroyed, ...rows]);
}

/** An event and its payload that no longer go by one name: one of the two was altered. */
async function renamedFinding(tx: ReadTransaction, organisation: string): Promise<Finding | null> {
  const row = await tx.row(findRenamed, [organisation]);
  const detail = 'the entry, or what it records, was given another name';
  return row && {index: Number(row.index), kind: 'altered', detail};
}

/** What the entries alone say; null where the rows beside them know better which one it is. */
function sharpened({first, facts, head}: Weighed, rows: readonly (Finding | null)[]): Finding | null {
  const named = rows.filter((row) => row !== null && row.index < head.size);
  if (first?.unsure && named.some((row) => row && row.index >= first.index)) return null;
  // What a tile tells by itself is only that there is another entry.
  const isOther = first?.kind === 'altered' && first.index === facts.difference;
  if (isOther && named.some((row) => row?.kind === 'inserted' && row.index === first.index)) return null;
  const {chain} = facts;
  // The head of its stream does not know the entry that does not follow either.
  const last = chain?.reason === 'link' && first?.index === chain.index && chain.index !== chain.shownBy;
  return last && named.some((row) => row?.kind === 'altered' && row.index === chain.shownBy) ? null : first;
}

async function keysOf(
  tx: ReadTransaction,
  organisation: string,
  {key}: Keepsakes,
): Promise<{followed: FollowedKeys | null; told: readonly KeyChange[]}> {
  const {verifiers, handovers} = await readKeys(tx, organisation);
  const own = key?.name === originOf(organisation) ? key : parseVerifier(verifiers[0] ?? '');
  return {followed: own && followKeys(own, handovers), told: handovers.map(({change}) => change)};
}

const UNKNOWN: Finding = {
  index: 0,
  kind: 're-signed',
  detail: 'no log here is signed by the key handed over',
};

function unsignedFinding(handed: readonly ReadCheckpoint[]): Finding | null {
  return handed.length === 0
    ? null
    : {index: 0, kind: 'rolled-back', detail: 'the log has no checkpoint, and once had one'};
}
