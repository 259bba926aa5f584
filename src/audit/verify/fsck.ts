import {Client} from 'pg';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {readingOver} from '../../platform/database/reading-over';
import {ReadTransaction} from '../../platform/database/transaction';
import {Finding, firstOf} from '../domain/tampering';
import {findLastCheckpoint} from '../persistence/tree-rows';
import {CheckpointDirectory} from '../publish/checkpoint-directory';
import {exportedFinding} from './check-exported';
import {checkerTypes} from './checker-types';
import {indexFinding} from './check-index';
import {sealFinding, signingTimeFinding, windowFinding} from './check-technique';
import {ServedSource} from './served-source';
import {Keepsakes} from './verify-bundle';
import {Verification, readingLogs, verifyLogs} from './verify-database';

/** What lies beside the logs. */
export interface Beside {
  /** That sealed the signing keys. */
  readonly key: KeyEncryptionKey;
  /** Where checkpoints are exported to; null where they are not. */
  readonly exported: CheckpointDirectory | null;
}

/**
 * Compares database, trees and checkpoints. All that `audit verify` checks, with each tree read by nothing but the path that
 * serves it to the public, and every exported checkpoint with its row; and beside the evidence what is derived from it or works on it: the search index, the integrator's
 * place, the seals of the signing keys, and the times of signing.
 *
 * @param url of a role that may read the log
 */
export async function fsckDatabase(url: string, keepsakes: Keepsakes, beside: Beside): Promise<Verification> {
  return readingLogs(url, (client) => fsckLogs(client, keepsakes, beside));
}

/** The same over a connection in a transaction of the caller's. */
export async function fsckLogs(client: Client, keepsakes: Keepsakes, beside: Beside): Promise<Verification> {
  const found = await verifyLogs(client, keepsakes, {
    source: (tx, log) => new ServedSource(tx, log),
    beside: (tx, organisation) => besideFinding(tx, organisation, beside),
  });
  if (found.first) return found;
  const window = await windowFinding(readingOver(client, checkerTypes));
  return window ? {...found, ok: false, first: {...window, organisation: null}} : found;
}

async function besideFinding(
  tx: ReadTransaction,
  organisation: string,
  {key, exported}: Beside,
): Promise<Finding | null> {
  const size = Number((await tx.row(findLastCheckpoint, [organisation]))?.size ?? 0);
  const log = {organisation, size};
  return firstOf([
    exported && (await exportedFinding(tx, log, exported)),
    await sealFinding(tx, log, key),
    await signingTimeFinding(tx, organisation),
    await indexFinding(tx, log),
  ]);
}
