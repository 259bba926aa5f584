import {openCheckpoint} from '../domain/checkpoint';
import {organisationOf, viewEntry} from '../domain/entry-view';
import {holdsIn} from '../domain/log-proof';
import {HASH_BYTES, TreeHead, leafHash} from '../domain/merkle';
import {NoteVerifier, strictBase64} from '../domain/signed-note';

/** What checking an export of selected events gives. */
export interface SelectionVerdict {
  /** Events that are proved, up to the first that is not. */
  readonly proved: number;
  /** Entries of the log of which they were selected, by the signed checkpoint; 0 when there is none that holds. */
  readonly size: number;
  /** The first line, from 1, that does not hold. */
  readonly first: {readonly line: number; readonly detail: string} | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a line says of its entry in fields of its own. */
const SHOWN = ['at', 'kind', 'number', 'previous', 'stream'] as const;

/**
 * Checks an export of selected events, one JSON object a line: the first has the signed checkpoint, each of the others the
 * entry of an event with its proof. That an entry was in the log at that place is proved, with its time, kind, stream and
 * commitment; what it recorded is not opened, for an export shows it as its reader may see it; nor that nothing is missing.
 *
 * @param keys of one log: the one that signed the checkpoint must be among them
 */
export function verifySelection(lines: Iterable<string>, keys: readonly NoteVerifier[]): SelectionVerdict {
  let number = 0;
  let head: (TreeHead & {readonly organisation: string}) | null = null;
  for (const line of lines) {
    number += 1;
    const fields = fieldsIn(line);
    head ??= headIn(fields, keys);
    const size = head?.size ?? 0;
    const fail = (detail: string): SelectionVerdict => ({
      proved: Math.max(0, number - 2),
      size,
      first: {line: number, detail},
    });
    if (!head) return fail('there is no checkpoint that a trusted key has signed');
    const fault = number === 1 ? null : faultIn(fields, head);
    if (fault !== null) return fail(fault);
  }
  if (head) return {proved: number - 1, size: head.size, first: null};
  return {proved: 0, size: 0, first: {line: 1, detail: 'it is empty'}};
}

function headIn(fields: Fields | null, keys: readonly NoteVerifier[]) {
  const note = fields?.['checkpoint'];
  if (typeof note !== 'string') return null;
  for (const key of keys) {
    const {checkpoint} = openCheckpoint(note, key);
    if (checkpoint) return {...checkpoint, organisation: checkpoint.origin.replace(/^collegium\//, '')};
  }
  return null;
}

function faultIn(fields: Fields | null, head: TreeHead & {readonly organisation: string}): string | null {
  if (!fields) return 'it cannot be read';
  const {leaf, hash, proof} = fields;
  const {entry, hashes} = isFields(proof) ? proof : {entry: null, hashes: null};
  if (typeof leaf !== 'number' || typeof entry !== 'string' || !isTexts(hashes)) return 'it has no proof';
  const bytes = Buffer.from(entry);
  const view = viewEntry(bytes);
  if (!view || organisationOf(view) !== head.organisation) return 'it is no entry of this log';
  const path = hashes.map(strictBase64).filter((node) => node?.length === HASH_BYTES);
  if (path.length !== hashes.length) return 'its proof cannot be read';
  const nodes = path.filter((node) => node !== null);
  if (!holdsIn({entry: bytes, index: leaf, hashes: nodes, checkpoint: ''}, head))
    return 'the log does not have this entry at this place';
  const said = fieldsIn(entry);
  const other = SHOWN.find((name) => fields[name] !== said?.[name]);
  if (other !== undefined) return `${other} is not what the entry says`;
  return hash === leafHash(bytes).toString('hex') ? null : 'hash is not that of the entry';
}

function fieldsIn(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');
