import canonicalize from 'canonicalize';
import {KeyChange} from './key-history';
import {TreeHead} from './merkle';

/** Files of an export beside its tiles and payloads. */
export const BUNDLE_FILES = {
  /** Says what the folder is; written last, so that half an export never looks whole. */
  manifest: 'bundle.json',
  /** Verifier key that signs now, C2SP signed-note. */
  key: 'key',
  /** Changes of keys, one JSON object a line. */
  keys: 'keys.ndjson',
  /** The latest checkpoint, C2SP tlog-checkpoint. */
  checkpoint: 'checkpoint',
  /** All checkpoints, oldest first, one JSON string a line. */
  checkpoints: 'checkpoints.ndjson',
} as const;

/** What `bundle.json` says; it follows from the checkpoint. */
export function manifestOf(organisation: string, {size, root}: TreeHead): string {
  const content = {format: 'collegium-audit-bundle/1', organisation, root: root.toString('base64'), size};
  return `${canonicalize(content) ?? ''}\n`;
}

export const keyChangeLine = ({index, verifier, previous}: KeyChange): string =>
  `${canonicalize({index, previous, verifier}) ?? ''}\n`;

export const checkpointLine = (note: string): string => `${JSON.stringify(note)}\n`;

/** The changes of keys in `keys.ndjson`. @returns null when a line is none */
export function keyChangesIn(text: string): KeyChange[] | null {
  const changes = linesOf(text).map((line) => {
    const value = parse(line) as Partial<KeyChange> | null;
    const read =
      typeof value === 'object' &&
      value !== null &&
      Number.isSafeInteger(value.index) &&
      typeof value.verifier === 'string' &&
      typeof value.previous === 'string'
        ? (value as KeyChange)
        : null;
    return read && keyChangeLine(read) === `${line}\n` ? read : null;
  });
  return changes.every((change) => change !== null) ? changes : null;
}

/** The note in a line of `checkpoints.ndjson`, its line feed left out; an empty one for a line that is none. */
export function checkpointIn(line: string): string {
  const note = parse(line);
  return typeof note === 'string' && checkpointLine(note) === `${line}\n` ? note : '';
}

/** A text that does not end in a line feed was cut; its last line then counts as one more. */
const linesOf = (text: string): string[] =>
  text.endsWith('\n') ? text.slice(0, -1).split('\n') : text === '' ? [] : [...text.split('\n'), ''];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
