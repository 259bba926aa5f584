import {AsyncLocalStorage} from 'node:async_hooks';

/** Whether the log holds already why the request under way is refused, so that it is not recorded twice. */
export interface RefusalMark {
  onRecord: boolean;
}

const storage = new AsyncLocalStorage<RefusalMark>();

/** Runs `work`, and all that it awaits, so that a refusal which it records is noted in `mark`. */
export const withRefusalMark = <T>(mark: RefusalMark, work: () => T): T => storage.run(mark, work);

/** Notes that a refusal was recorded; outside of a request there is nothing to note. */
export function markRefusal(): void {
  const mark = storage.getStore();
  if (mark) mark.onRecord = true;
}
