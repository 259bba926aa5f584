/** A backup cannot be made, or one cannot be restored; the message names the fix. */
export class BackupError extends Error {
  constructor(problem: string, fix: string, options?: ErrorOptions) {
    super(`${problem}\n${fix}`, options);
    this.name = 'BackupError';
  }
}
