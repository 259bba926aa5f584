/** The log could not be written, so what was read must not be shown, and what was changed must not be kept. */
export class LogUnavailableError extends Error {
  constructor(cause: unknown) {
    super('the audit log cannot be written', {cause});
    this.name = 'LogUnavailableError';
  }
}
