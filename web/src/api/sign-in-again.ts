/** Why somebody who works is asked for their password, and in `full` for their second factor too. */
export type AskReason = 'expired' | 'sensitive' | 'full';

interface Asking {
  readonly reason: AskReason;
  readonly answer: Promise<boolean>;
  readonly settle: (signedIn: boolean) => void;
}

let asking: Asking | null = null;
const listeners = new Set<() => void>();

function change(next: Asking | null): void {
  asking = next;
  for (const listener of listeners) listener();
}

interface SignInAgain {
  /** @returns whether they signed in; the request is then repeated */
  readonly ask: (reason: AskReason) => Promise<boolean>;
  readonly answer: (signedIn: boolean) => void;
  readonly reason: () => AskReason | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Requests that need a fresh sign-in wait here while a dialogue over the page asks for it; all of them for one answer.
 * The page beneath keeps what was entered.
 */
export const signInAgain: SignInAgain = {
  ask: (reason: AskReason): Promise<boolean> => {
    if (asking) return asking.answer;
    const {promise, resolve} = Promise.withResolvers<boolean>();
    change({reason, answer: promise, settle: resolve});
    return promise;
  },
  answer: (signedIn: boolean): void => {
    const settled = asking;
    change(null);
    settled?.settle(signedIn);
  },
  reason: (): AskReason | null => asking?.reason ?? null,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
