/** The database cannot be used; the message says why and names the likely fix, and never holds a secret. */
export class DatabaseStartError extends Error {
  constructor(
    readonly problem: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${problem}\n${fix}`, options);
    this.name = 'DatabaseStartError';
  }
}
