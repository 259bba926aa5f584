/** The stored log no longer gives the tree that was signed: nothing may be added to it before that is understood. */
export class TreeMismatchError extends Error {
  constructor(organisation: string, size: number) {
    super(
      `the log of organisation ${organisation} does not match its checkpoint of ${size} entries; run: collegium audit verify`,
    );
    this.name = 'TreeMismatchError';
  }
}
