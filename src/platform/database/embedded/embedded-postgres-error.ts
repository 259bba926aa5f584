import {DatabaseStartError} from '../database-start-error';

/** The embedded PostgreSQL cannot be used here. */
export class EmbeddedPostgresError extends DatabaseStartError {
  constructor(problem: string, fix: string, options?: ErrorOptions) {
    super(problem, fix, options);
    this.name = 'EmbeddedPostgresError';
  }
}
