import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
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
  const destroyed = new Map<string, Destruction>();
  const faults: {path: string; fault: string}[] = [];
  for (const name of namesIn(folder)) {
    const [, caseId] = FILE.exec(name) ?? [];
    if (caseId === undefined) continue;
    const path = join(folder, name);
    const read = readDestruction(readFileSync(path, 'utf8'), {organisation, case: caseId});
    if (read.destruction) destroyed.set(caseId, read.destruction);
    else faults.push({path, fault: read.fault});
  }
  return {destroyed, faults};
}

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
