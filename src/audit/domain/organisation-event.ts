import {AuditEvent} from './audit-record';
import {KEY_ROTATED} from './key-history';

/** Types of events on stream `org` after which the payloads of the case that they are on may be missing. */
const DISPOSALS: readonly string[] = ['caseKeyDestroyed', 'payloadsDisposed'];
const TELLING = [KEY_ROTATED, ...DISPOSALS];

/**
 * Reads an event of stream `org` that a verifier has to know of: a change of keys or a disposal.
 *
 * @returns null for all others, and for what is no event
 */
export function organisationEvent(text: string): AuditEvent | null {
  // Most events say nothing of the kind, and parsing costs.
  if (!TELLING.some((type) => text.includes(type))) return null;
  const value = parse(text);
  return isEvent(value) && TELLING.includes(value.type) ? value : null;
}

/** The case that was lawfully disposed of, where the event says so; null otherwise. */
export const disposedCase = ({type, on}: AuditEvent): string | null => (DISPOSALS.includes(type) ? on : null);

function isEvent(value: unknown): value is AuditEvent {
  if (typeof value !== 'object' || value === null) return false;
  const {type, on, details} = value as Readonly<Record<string, unknown>>;
  return (
    typeof type === 'string' &&
    (on === null || typeof on === 'string') &&
    typeof details === 'object' &&
    details !== null
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
