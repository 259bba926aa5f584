/** What the server says, in the address that it sends the browser back to, of a sign-in by the identity provider that failed. */
const ANSWERS: Readonly<Record<string, string>> = {
  '#sign-in=refused':
    'You were not signed in by the identity provider. Try again; if it stays so, ask the administrator whether your address there is the one that is entered here.',
  '#sign-in=unavailable':
    'The identity provider does not answer. Sign in with your password, or try again later.',
};

/** The part of an address that holds such an answer; empty for every other. */
export const answerIn = (hash: string): string => (hash in ANSWERS ? hash : '');

/** Such an answer in words; null where there is none. */
export const answerInWords = (hash: string): string | null => ANSWERS[hash] ?? null;
