import {resolve} from 'node:path';
import {applicationRole, database, ownerRole, socketUrl} from './create-roles';
import {runtimeOfLiveHolder} from './instance-lock';

/** Connection strings of the embedded server that a live Collegium runs on `directory`, or null when none does. */
export function findRunningPostgres(directory: string): {appUrl: string; ownerUrl: string} | null {
  const runtime = runtimeOfLiveHolder(resolve(directory));
  if (runtime === null) return null;
  return {
    appUrl: socketUrl(applicationRole, database, runtime),
    ownerUrl: socketUrl(ownerRole, database, runtime),
  };
}
