import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {readToldKeys} from '../audit';
import {BackupError} from '../backup';
import type {DestroyedCase, LogToRestore} from '../backup';
import {listDestructions} from '../compliance';
import {isId} from '../platform/is-id';

/** @throws BackupError when a folder is named and is not there: what lay in it would come back without a word */
export function refuseMissing(checkpoints: string | null): void {
  if (checkpoints === null || existsSync(checkpoints)) return;
  throw new BackupError(
    `COLLEGIUM_CHECKPOINTS names ${checkpoints}, which is not there: nobody can tell what is missing from the log, nor ` +
      'which keys were destroyed.',
    'Mount it, or put a copy of the exported checkpoints there, and try again. Where checkpoints were never exported, ' +
      'leave the setting out.',
  );
}

/** A destroyed key, and whether the proof is there already that the log says so. */
export type ToldCase = DestroyedCase & {readonly proven: boolean};

const WRITTEN_ANEW =
  'Put the folder right from a copy; or, where the database that it was exported from still runs, start Collegium on it ' +
  'with this folder and record anything: what is missing is written anew.';

/**
 * What the files tell, held against what the folder proves as a whole (docs/adr/0067): that no destruction was taken out.
 *
 * @param told what the files tell
 * @param logs with keys that would come back, and the verifiers that the backup has of each
 * @param acceptLoss why it is accepted that files are lost; what the signed list names stays out all the same
 * @throws BackupError when one may be missing that nobody can name, or files are and nobody has accepted that
 */
export async function wholeDestructions(
  checkpoints: string,
  told: readonly ToldCase[],
  {logs, acceptLoss}: {readonly logs: readonly LogToRestore[]; readonly acceptLoss: string | null},
): Promise<ToldCase[]> {
  const lost: ToldCase[] = [];
  for (const {organisation, verifiers} of logs) {
    const found = await readToldKeys(checkpoints, organisation, verifiers);
    if (found.fault !== null)
      throw new BackupError(
        `${join(checkpoints, organisation)} ${found.fault}, so that nobody can tell whether a destroyed key is missing from ` +
          'it. No key is restored.',
        `${WRITTEN_ANEW} A folder to which an earlier version exported last: let that version restore. Where checkpoints ` +
          'were never exported, leave COLLEGIUM_CHECKPOINTS out.',
      );
    const known = new Set(told.map((one) => `${one.organisation}/${one.caseId}`));
    for (const {case: caseId, at} of found.keys)
      if (!known.has(`${organisation}/${caseId}`)) lost.push({organisation, caseId, at, proven: true});
  }
  if (lost.length > 0 && acceptLoss === null) throw lostFiles(checkpoints, lost);
  return [...told, ...lost];
}

function lostFiles(checkpoints: string, lost: readonly ToldCase[]): BackupError {
  const [first] = lost.map(({organisation, caseId}) =>
    join(checkpoints, organisation, 'destroyed', `${caseId}.json`),
  );
  return new BackupError(
    `${lost.length} destroyed keys stand in the signed list, but not the files that tell of them: ${first ?? ''} is missing.`,
    `${WRITTEN_ANEW} If neither can be done, accept it with --accept-loss REASON: the keys that the list names stay out ` +
      'all the same.',
  );
}

/**
 * The cases whose keys are destroyed, as they were exported beside the checkpoints of every organisation, and whether the
 * proof is there already that the log says so.
 *
 * @param checkpoints the folder that COLLEGIUM_CHECKPOINTS names, which is there; null when none is named
 * @throws BackupError when one cannot be understood: it may stand for a key that must not come back
 */
export function destroyedCases(checkpoints: string | null): ToldCase[] {
  if (checkpoints === null) return [];
  const organisations = readdirSync(checkpoints).filter(isId);
  return organisations.flatMap((organisation) => {
    const {destroyed, faults} = listDestructions(checkpoints, organisation);
    const [fault] = faults;
    if (fault)
      throw new BackupError(
        `${fault.path} ${fault.fault}, so that nobody can tell which key was destroyed.`,
        'Put the file right from a copy of the exported checkpoints; no key is restored before that.',
      );
    return [...destroyed].map(([caseId, {destroyedAt, proof}]) => ({
      organisation,
      caseId,
      at: new Date(destroyedAt),
      proven: proof !== null,
    }));
  });
}
