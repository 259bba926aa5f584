/** The embedded PostgreSQL cannot be used here; the message says why and names the likely fix. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly problem: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${problem}\n${fix}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}
