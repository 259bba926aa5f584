import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {parseVerifier, verifyProof} from '../../audit';
import type {NoteVerifier} from '../../audit';
import {Destruction, readDestruction} from '../domain/destruction';

export interface Destructions {
  /** By case id. */
  readonly destroyed: ReadonlyMap<string, Destruction>;
  /** Files that cannot be understood. Each may stand for a destroyed key: restore none before they are. */
  readonly faults: readonly {readonly path: string; readonly fault: string}[];
}

const FILE = /^([0-9a-f-]{36})\.json$/;

/**
 * The destroyed keys of an organisation, as they were exported beside its checkpoints.
 *
 * @param checkpoints the folder that COLLEGIUM_CHECKPOINTS names; nothing destroyed, no folder below it
 * @throws the system's error when the folder cannot be read
 */
export function listDestructions(checkpoints: string, organisation: string): Destructions {
  const folder = join(checkpoints, organisation, 'destroyed');
  const keys = exportedKeys(join(checkpoints, organisation, 'keys'));
  const destroyed = new Map<string, Destruction>();
  const faults: {path: string; fault: string}[] = [];
  for (const name of namesIn(folder)) {
    const [, caseId] = FILE.exec(name) ?? [];
    if (caseId === undefined) continue;
    const path = join(folder, name);
    const read = readDestruction(readFileSync(path, 'utf8'), {organisation, case: caseId});
    const fault = read.fault ?? proofFault(read.destruction, keys);
    if (fault === null && read.destruction) destroyed.set(caseId, read.destruction);
    else if (fault !== null) faults.push({path, fault});
  }
  return {destroyed, faults};
}

/**
 * That the log holds the entry, by the keys exported beside it; one that has no proof yet is believed, for no key may come
 * back that was destroyed a moment before.
 */
function proofFault({proof, entry}: Destruction, keys: readonly NoteVerifier[]): string | null {
  if (proof === null) return null;
  const verdict = verifyProof(proof, keys);
  if (verdict.fault !== null) return `has a proof that does not hold (${verdict.fault})`;
  const proved = JSON.parse(verdict.entry.toString()) as {commitment?: unknown};
  return proved.commitment === entry.commitment ? null : 'has the proof of another entry';
}

const exportedKeys = (path: string): NoteVerifier[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line) => parseVerifier(line) ?? [])
    : [];

/** What a file tells, if it can be understood; null when it is not there, or has to be written anew. */
export function readTold(
  path: string,
  of: {readonly organisation: string; readonly case: string},
): Destruction | null {
  return existsSync(path) ? readDestruction(readFileSync(path, 'utf8'), of).destruction : null;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
