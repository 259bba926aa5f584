import {Client} from 'pg';
import {readingOver} from '../../platform/database/reading-over';
import {ReadTransaction} from '../../platform/database/transaction';
import {checkpointBody, originOf} from '../domain/checkpoint';
import {FollowedKeys, KeyChange, KeyTerm, followKeys, openByHistory} from '../domain/key-history';
import {TreeHead} from '../domain/merkle';
import {parseVerifier} from '../domain/signed-note';
import {Finding, firstOf} from '../domain/tampering';
import {countLog, findLogs} from '../persistence/check-rows';
import {findCheckpoints} from '../persistence/leaf-rows';
import {readKeys} from '../queries/read-keys';
import {checkAnchors} from './check-anchors';
import {checkRows} from './check-rows';
import {DatabaseSource} from './database-source';
import {keyChangesFinding} from './key-changes-finding';
import {checkerTypes} from './checker-types';
import {DestroyedCheck} from './destroyed-check';
import {KeptCheckpoints} from './kept-checkpoints';
import {Keepsakes} from './verify-bundle';
import {ReadCheckpoint} from './read-checkpoint';
import {weigh} from './weigh';
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

const PAGE = 1000;
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
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await enterDuty(client, 'integrator');
    return await verifyLogs(client, keepsakes);
  } finally {
    await client.end();
  }
}

/** The same over a connection in a transaction of the caller's. */
export async function verifyLogs(client: Client, keepsakes: Keepsakes = NOTHING): Promise<Verification> {
  const tx = readingOver(client, checkerTypes);
  const stored = (await tx.rows(findLogs)).map(({organisation_id: organisation}) => organisation);
  let first: FoundInLogs | null = strayFinding(keepsakes);
  // A log of which no row is left is known by what was kept of it.
  for (const organisation of new Set([...stored, ...organisationsOf(keepsakes)])) {
    const found = await verifyLog(tx, organisation, keepsakes);
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

/** The checkpoints of a log: its last one, and those before it. */
interface Stored {
  readonly kept: KeptCheckpoints;
  readonly last: ReadCheckpoint | null;
  /** Of the last one, by its column. */
  readonly size: number;
  readonly destroyed: DestroyedCheck;
}

/** The same over one organisation's log. @returns the first thing that is wrong with it; null when it is whole */
export async function verifyLog(
  tx: ReadTransaction,
  organisation: string,
  keepsakes: Keepsakes = NOTHING,
): Promise<Finding | null> {
  const origin = originOf(organisation);
  const {followed, told} = await keysOf(tx, organisation, keepsakes);
  const keys = followed?.fault === null ? followed.keys : [];
  const handed = keepsakes.checkpoints
    .filter((note) => checkpointBody(note)?.origin === origin)
    .map((note) => readNote(note, keys));
  const stored = await checkpointsOf(tx, organisation, keys);
  const {kept, last, size} = stored;
  const rows = await checkRows(tx, {organisation, size});
  if (!last)
    return firstOf([unsignedFinding(handed), keepsakes.key?.name === origin ? UNKNOWN : null, ...rows]);
  const weighed = await weigh({
    source: new DatabaseSource(tx, {organisation, size}),
    checkpoint: last,
    kept,
    handed,
    organisation,
  });
  const changed = keyChangesFinding('the stored keys are', told, weighed);
  const anchors = await checkAnchors(tx, organisation, keepsakes.authorities);
  const destroyed = await stored.destroyed.finding(tx);
  return firstOf([weighed.first, changed, missingFinding(handed, stored), anchors, destroyed, ...rows]);
}

async function checkpointsOf(
  tx: ReadTransaction,
  organisation: string,
  keys: readonly KeyTerm[],
): Promise<Stored> {
  const kept = new KeptCheckpoints();
  const destroyed = new DestroyedCheck(organisation, keys);
  let last: ReadCheckpoint | null = null;
  for (let after = -1; ;) {
    const rows = await tx.rows(findCheckpoints, [organisation, after, PAGE]);
    for (const {size, root, note, destroyed: said} of rows) {
      if (last) kept.add(last);
      after = Number(size);
      destroyed.add({size: after, root}, said);
      last = matching(readNote(note, keys), {size: after, root});
    }
    if (rows.length < PAGE) return {kept, last, size: Math.max(0, after), destroyed};
  }
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

function readNote(note: string, keys: readonly KeyTerm[]): ReadCheckpoint {
  if (keys.length === 0) return {fault: 'unknown_key', claim: checkpointBody(note)};
  const {fault, checkpoint} = openByHistory(note, keys);
  return {fault, claim: checkpoint ?? checkpointBody(note)};
}

/** The columns beside a note must say what it says. */
function matching(read: ReadCheckpoint, {size, root}: TreeHead): ReadCheckpoint {
  const agree = read.claim?.size === size && read.claim.root.equals(root);
  return agree || read.fault !== null ? read : {...read, fault: 'malformed'};
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

/** What was signed and kept elsewhere must be here as well; a last one that cannot be read is not gone. */
function missingFinding(handed: readonly ReadCheckpoint[], {kept, last, size: end}: Stored): Finding | null {
  const known = (size: number): boolean => size >= end || size === last?.claim?.size || kept.has(size);
  const missing = handed.flatMap(({claim}) => (claim && !known(claim.size) ? [claim.size] : []));
  if (missing.length === 0) return null;
  const size = Math.min(...missing);
  const index = kept.before(size);
  return {index, kind: 'removed', detail: `the checkpoint of ${size} entries is gone`};
}
