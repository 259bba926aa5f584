import {AuditEvent} from './audit-record';
import {KEY_ROTATED} from './key-history';

/** Types of the events on stream `org` that say what of a case was disposed of: with its key, and without. */
export const CASE_KEY_DESTROYED = 'caseKeyDestroyed';
export const RECORDS_DESTROYED = 'recordsDestroyed';
/** That a restoration kept a key out whose destruction the restored log has lost; it excuses nothing that is missing. */
export const CASE_KEY_REFUSED = 'caseKeyRefused';

const DISPOSALS: readonly string[] = [CASE_KEY_DESTROYED, RECORDS_DESTROYED];
/** The class of records, among the event's `classes`, that is what the log recorded of the case. */
const LOG = 'log';
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

/** The case whose entries, up to this event, have lawfully lost what they recorded; null where it says no such thing. */
export function disposedCase({type, on, details}: AuditEvent): string | null {
  const {classes} = details;
  return DISPOSALS.includes(type) && Array.isArray(classes) && classes.includes(LOG) ? on : null;
}

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
