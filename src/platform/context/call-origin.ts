import {AsyncLocalStorage} from 'node:async_hooks';

/** Where a call came from, as the log keeps it. */
export interface CallOrigin {
  /** `system` is the server itself: jobs, deadlines, start-up. */
  readonly via: 'http' | 'cli' | 'system';
  /** Network address of the caller, as the trusted proxy tells it. */
  readonly address: string | null;
  /** A name for the sign-in that cannot be used as one: the beginning of the hash of its token. */
  readonly session: string | null;
  /** Who really acts where the product knows nobody: the operating system's user of a command, `os:<name>`. */
  readonly real?: string;
}

const SYSTEM: CallOrigin = {via: 'system', address: null, session: null};
const storage = new AsyncLocalStorage<CallOrigin>();

/** Runs `work`, and all that it awaits, as coming from `origin`. */
export const withCallOrigin = <T>(origin: CallOrigin, work: () => T): T => storage.run(origin, work);

/** Where the work under way came from; the system itself when nobody called. */
export const callOrigin = (): CallOrigin => storage.getStore() ?? SYSTEM;
