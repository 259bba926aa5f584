import {createHash} from 'node:crypto';
import type {Hash} from 'node:crypto';
import {accessSync, constants, createReadStream} from 'node:fs';
import {Readable} from 'node:stream';
import {finished} from 'node:stream/promises';
import {EscrowedFileError, decryptWith} from '../../platform/crypto/escrowed-file';
import {BackupError} from '../backup-error';
import {Frame, FrameReader} from '../domain/frame';
import {
  Header,
  Manifest,
  SequenceSummary,
  TableHead,
  TableSummary,
  canonicalManifest,
  parseHeader,
  parseManifest,
  parseTable,
} from '../domain/manifest';

export interface OpenedTable extends TableHead {
  /** Its copy, to be read to the end before the next table is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Tells the reader how many rows the database found in it. */
  counted(rows: number): void;
}

type SeenTable = Omit<TableSummary, 'rows'> & {readonly rows: number | null};

const READ_BYTES = 256 * 1024;

/** Reads one file of a backup from its beginning to its end; nothing of it may count before the end. */
export class BackupReader {
  readonly header: Header;
  readonly #path: string;
  readonly #frames: AsyncGenerator<Frame, void>;
  readonly #mac: (canonical: string) => string;
  readonly #seen: SeenTable[] = [];
  #next: Frame | null = null;

  private constructor(
    path: string,
    frames: AsyncGenerator<Frame, void>,
    header: Header,
    mac: (canonical: string) => string,
  ) {
    this.#path = path;
    this.#frames = frames;
    this.#mac = mac;
    this.header = header;
  }

  /**
   * @param identities of the escrow
   * @param mac keyed digest of the manifest, by the installation's key file
   * @throws BackupError
   */
  static async open(
    path: string,
    identities: readonly string[],
    mac: (canonical: string) => string,
  ): Promise<BackupReader> {
    refuseUnreadable(path);
    const frames = framesOf(path, identities);
    const {value: first} = await frames.next();
    const header = first?.kind === 'header' ? parseHeader(first.payload) : null;
    if (header === null) throw damaged(path);
    return new BackupReader(path, frames, header, mac);
  }

  /** @throws BackupError when the content is not what it was */
  async *tables(): AsyncGenerator<OpenedTable, void> {
    let whole = false;
    try {
      for (;;) {
        this.#next = await this.#take();
        if (this.#next?.kind !== 'table') break;
        const table = parseTable(this.#next.payload);
        if (table === null) throw damaged(this.#path);
        yield* this.#table(table);
      }
      whole = true;
    } finally {
      if (!whole) await this.close();
    }
  }

  *#table(table: TableHead): Generator<OpenedTable, void> {
    const hash = createHash('sha256');
    let bytes = 0;
    let rows: number | null = null;
    yield {
      ...table,
      content: this.#rows(hash, (length) => {
        bytes += length;
      }),
      counted: (count) => {
        rows = count;
      },
    };
    this.#seen.push({...table, rows, bytes, sha256: hash.digest('hex')});
  }

  /**
   * To be asked after the last table: compares what was read with what the manifest says, and the manifest with its key.
   *
   * @throws BackupError
   */
  async end(): Promise<{
    readonly tables: readonly TableSummary[];
    readonly sequences: readonly SequenceSummary[];
  }> {
    const found = this.#next?.kind === 'manifest' ? parseManifest(this.#next.payload) : null;
    const after = await this.#take();
    if (found === null || after !== null) throw damaged(this.#path);
    const {tables, sequences, leftOut} = found.manifest;
    if (this.#mac(canonicalManifest(found.manifest)) !== found.mac)
      throw new BackupError(
        `${this.#path} was not made by this installation: its manifest is not sealed with this key file.`,
        'Use the key file of the installation that made it, and a backup that nobody but it has made.',
      );
    // Where no database counted the rows, the hash of their bytes stands for them.
    const seen = this.#seen.map((table, index) => ({...table, rows: table.rows ?? tables[index]?.rows ?? 0}));
    const read: Manifest = {header: this.header, tables: seen, sequences, leftOut};
    if (canonicalManifest(read) !== canonicalManifest(found.manifest)) throw damaged(this.#path);
    return {tables, sequences};
  }

  /** Lets go of the file, however far it was read. */
  async close(): Promise<void> {
    await this.#frames.return();
  }

  /** Reads to the end without a database. @throws BackupError */
  async check(): Promise<readonly TableSummary[]> {
    for await (const {content} of this.tables()) await finished(Readable.from(content).resume());
    return (await this.end()).tables;
  }

  async *#rows(hash: Hash, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    for (;;) {
      const frame = await this.#take();
      if (frame?.kind === 'end') return;
      if (frame?.kind !== 'rows') throw damaged(this.#path);
      hash.update(frame.payload);
      count(frame.payload.length);
      yield frame.payload;
    }
  }

  async #take(): Promise<Frame | null> {
    const {value} = await this.#frames.next();
    return value ?? null;
  }
}

async function* framesOf(path: string, identities: readonly string[]): AsyncGenerator<Frame, void> {
  const reader = new FrameReader();
  try {
    for await (const bytes of await decryptWith(identities, fileBytes(path))) {
      const frames = reader.push(bytes);
      if (frames === null) throw damaged(path);
      yield* frames;
    }
  } catch (cause) {
    if (!(cause instanceof EscrowedFileError)) throw cause;
    throw new BackupError(`${path} cannot be read. ${cause.message}`, anotherCopy, {cause});
  }
  if (reader.within) throw damaged(path);
}

const fileBytes = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, {highWaterMark: READ_BYTES}) as AsyncIterable<Buffer>;

function refuseUnreadable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new BackupError(`${path} cannot be read (${code}).`, 'Name a file that this user may read.', {
      cause,
    });
  }
}

const anotherCopy =
  'Take another copy of the file; a backup that is damaged at one place is of no use at any other.';

const damaged = (path: string): BackupError =>
  new BackupError(`${path} is no whole backup of Collegium in a form that this version knows.`, anotherCopy);
