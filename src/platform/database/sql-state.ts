/** The five-character SQLSTATE of a PostgreSQL error, or an empty string. */
export function sqlState(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Another row has the same key. */
export const UNIQUE_VIOLATION = '23505';

/** serialization_failure, deadlock_detected: the same transaction, run again whole, may succeed. */
const RETRYABLE = new Set(['40001', '40P01']);

export const isRetryable = (error: unknown): boolean => RETRYABLE.has(sqlState(error));
