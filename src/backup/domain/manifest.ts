import canonicalize from 'canonicalize';

/** `main` has everything but keys, `keys` the keys alone. */
export type BackupContent = 'main' | 'keys';

/** The first frame. */
export interface Header {
  readonly format: 1;
  readonly content: BackupContent;
  /** Id of the backup; its two files share it. */
  readonly backup: string;
  /** RFC 3339, UTC: nothing that was stored by then is missing. */
  readonly madeAt: string;
  /** RFC 3339, UTC; keys are not restored after it. Null for the main file. */
  readonly expiresAt: string | null;
  /** Keyed digest of the key file, as the database keeps it. */
  readonly keyDigest: string;
  /** Migrations that made the schema, oldest first. */
  readonly migrations: readonly string[];
}

export interface TableHead {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What a table's frames held. */
export interface TableSummary extends TableHead {
  readonly rows: number;
  readonly bytes: number;
  /** Of the bytes of its copy, hex. */
  readonly sha256: string;
}

export interface SequenceSummary {
  readonly name: string;
  readonly last: string;
}

/** The last frame: what must have come before it. */
export interface Manifest {
  readonly header: Header;
  readonly tables: readonly TableSummary[];
  readonly sequences: readonly SequenceSummary[];
  /** Tables that were left out on purpose. */
  readonly leftOut: readonly string[];
}

/** Keyed by the installation's key file: whoever has the recipient alone can encrypt, but not make a backup of ours. */
export interface SignedManifest {
  readonly manifest: Manifest;
  readonly mac: string;
}

/** What the keyed digest of a manifest is for; no other digest under the key file serves as one. */
export const BACKUP_MAC = 'backup/manifest';

/** The canonical bytes, RFC 8785. */
export const canonicalManifest = (manifest: Manifest): string => String(canonicalize(manifest));

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

/** Reads the JSON object of a frame, if its fields have these types. */
function parsed(payload: Buffer, fields: Shape): unknown {
  try {
    const value: unknown = JSON.parse(payload.toString('utf8'));
    if (!isObject(value)) return null;
    const known = new Map(Object.entries(value as object));
    return Object.entries(fields).every(([name, holds]) => holds(known.get(name))) ? value : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTime = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(String(value)));
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** @returns null when it is no header of a format that is known */
export const parseHeader = (payload: Buffer): Header | null =>
  parsed(payload, {
    format: (value) => value === 1,
    content: (value) => value === 'main' || value === 'keys',
    backup: isText,
    madeAt: isTime,
    expiresAt: (value) => value === null || isTime(value),
    keyDigest: isText,
    migrations: isTexts,
  }) as Header | null;

/** @returns null when it names no table */
export const parseTable = (payload: Buffer): TableHead | null =>
  parsed(payload, {name: isText, columns: isTexts}) as TableHead | null;

/** @returns null when it is none; whether it says what was read is for the reader to compare */
export const parseManifest = (payload: Buffer): SignedManifest | null =>
  parsed(payload, {manifest: isObject, mac: isText}) as SignedManifest | null;
