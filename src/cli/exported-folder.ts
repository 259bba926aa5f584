import {existsSync, readdirSync} from 'node:fs';
import {BackupError} from '../backup';
import type {DestroyedCase} from '../backup';
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

/**
 * The cases whose keys are destroyed, as they were exported beside the checkpoints of every organisation, and whether the
 * proof is there already that the log says so.
 *
 * @param checkpoints the folder that COLLEGIUM_CHECKPOINTS names, which is there; null when none is named
 * @throws BackupError when one cannot be understood: it may stand for a key that must not come back
 */
export function destroyedCases(checkpoints: string | null): (DestroyedCase & {readonly proven: boolean})[] {
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
