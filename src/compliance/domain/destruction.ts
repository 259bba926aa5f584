import {CASE_KEY_DESTROYED, CASE_KEY_REFUSED, LogEntry, RECORDS_DESTROYED, commitmentOf} from '../../audit';
import type {OpenedEntry} from '../../audit';
import type {RecordClass} from './retention';

/** Of a file that says that a case's key was destroyed; part of the content, never altered. */
export const DESTRUCTION_FORMAT = 'collegium/destroyed-case-key/1';

/** The event that puts the end of a case's key on record, in the stream of the organisation. */
export const DESTRUCTION_EVENT = CASE_KEY_DESTROYED;

/** After a restoration to before it, the entry that kept the key out stands for the one that is lost. */
const saysGone = (type: unknown): boolean => type === DESTRUCTION_EVENT || type === CASE_KEY_REFUSED;

/** What goes on record when so much of a case went; a verifier excuses missing payloads where the classes name the log. */
export const disposalEvent = (classes: readonly RecordClass[]): string =>
  classes.includes('content') ? DESTRUCTION_EVENT : RECORDS_DESTROYED;

/** One destroyed key, as it is told outside the database: `<organisation id>/destroyed/<case id>.json`. */
export interface Destruction {
  readonly format: typeof DESTRUCTION_FORMAT;
  /** Ids, lower case. */
  readonly organisation: string;
  readonly case: string;
  /** The key's name, see `keyName`; null when the key could no longer be opened before it was destroyed. */
  readonly key: string | null;
  /** ISO 8601, UTC. */
  readonly destroyedAt: string;
  /** Number of the disposal, e.g. DD-2026-0001; or the restoration that kept the key out. */
  readonly disposal: string;
  /** The entry of the log that says so, which `payload` opens; bytes in hex. */
  readonly entry: Omit<LogEntry, 'previous' | 'at' | 'commitment' | 'organisation'> & {
    readonly previous: string;
    readonly at: string;
    readonly commitment: string;
  };
  readonly payload: {readonly salt: string; readonly event: string};
  /** C2SP tlog-proof of the entry; null until the log's tree has grown over it. */
  readonly proof: string | null;
}

/** What is told of an entry, before its proof; null when it is not about the end of a key. */
export function tellDestruction({entry, salt, event}: OpenedEntry): Destruction | null {
  const said = parsed(event);
  if (!isObject(said) || !saysGone(said['type'])) return null;
  const {on, details} = said;
  const {key, disposal} = isObject(details) ? details : {};
  const {organisation, stream, number, kind, at, previous, commitment} = entry;
  return {
    format: DESTRUCTION_FORMAT,
    organisation,
    case: String(on),
    key: typeof key === 'string' ? key : null,
    destroyedAt: at.toISOString(),
    disposal: String(disposal),
    entry: {
      ...{stream, number, kind, at: at.toISOString()},
      previous: previous.toString('hex'),
      commitment: commitment.toString('hex'),
    },
    payload: {salt: salt.toString('hex'), event},
    proof: null,
  };
}

export type ReadDestruction =
  | {readonly fault: null; readonly destruction: Destruction}
  | {readonly fault: string; readonly destruction: null};

const fault = (text: string): ReadDestruction => ({fault: text, destruction: null});

/**
 * Reads one file and holds it against its own entry of the log: whoever alters or makes up a file would have to open the
 * entry's commitment. That the entry stands in the log is shown by `proof` alone.
 *
 * @param expected from where the file lies
 */
export function readDestruction(
  text: string,
  expected: {readonly organisation: string; readonly case: string},
): ReadDestruction {
  const value = parsed(text);
  if (!isDestruction(value)) return fault('is not what a destroyed key is told in');
  if (value.organisation !== expected.organisation || value.case !== expected.case)
    return fault('is about another case than its place says');
  const {salt, event} = value.payload;
  if (commitmentOf(Buffer.from(salt, 'hex'), event).toString('hex') !== value.entry.commitment)
    return fault('does not open the commitment of its entry');
  return saysSo(parsed(event), value)
    ? {fault: null, destruction: value}
    : fault('names an entry that does not speak of this key');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isHex = (value: unknown, bytes: number): boolean =>
  typeof value === 'string' && value.length === bytes * 2 && /^[0-9a-f]*$/.test(value);

function isDestruction(value: unknown): value is Destruction {
  if (!isObject(value)) return false;
  const {entry, payload, proof, key} = value;
  return (
    value['format'] === DESTRUCTION_FORMAT &&
    ['organisation', 'case', 'destroyedAt', 'disposal'].every((name) => typeof value[name] === 'string') &&
    (key === null || isHex(key, 32)) &&
    (proof === null || typeof proof === 'string') &&
    isObject(entry) &&
    typeof entry['stream'] === 'string' &&
    typeof entry['kind'] === 'string' &&
    typeof entry['at'] === 'string' &&
    Number.isSafeInteger(entry['number']) &&
    isHex(entry['previous'], 32) &&
    isHex(entry['commitment'], 32) &&
    isObject(payload) &&
    isHex(payload['salt'], 32) &&
    typeof payload['event'] === 'string'
  );
}

function saysSo(event: unknown, {case: caseId, key, disposal}: Destruction): boolean {
  if (!isObject(event)) return false;
  const {details} = event;
  return (
    saysGone(event['type']) &&
    event['on'] === caseId &&
    isObject(details) &&
    details['key'] === key &&
    details['disposal'] === disposal
  );
}
