import {closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ChainFault, chainFault} from '../domain/chain-step';
import {EntryView, streamOf, viewEntry} from '../domain/entry-view';
import {HASH_BYTES, HashText} from '../domain/merkle';
import {StreamHeads} from '../domain/stream-heads';

/** Streams whose heads are kept in memory, in about 45 MB. */
const CAPACITY = 2 ** 18;
const BUFFERED = 2 ** 20;
/** Of what is put aside: index of the leaf, length of the entry, hash of the entry, entry. */
const HEADER_BYTES = 6 + 4 + HASH_BYTES;

/**
 * Checks the chains of all streams while their entries pass in the order of leaves. Memory stays flat whatever the number
 * of streams: entries of streams beyond the capacity are put aside in a file, and go through another round at the end.
 */
export class ChainCheck {
  readonly #capacity: number;
  readonly #folder: string;
  #heads: StreamHeads;
  #aside: EntryFile | null = null;
  #first: ChainFault | null = null;

  /** @param folder where files may lie for the time of the check */
  constructor(capacity = CAPACITY, folder = tmpdir()) {
    this.#capacity = capacity;
    this.#folder = folder;
    this.#heads = new StreamHeads(capacity);
  }

  next(view: EntryView, hash: HashText, index: number): void {
    const heads = this.#heads;
    if (!heads.seek(view) && heads.full) {
      this.#aside ??= new EntryFile(this.#folder);
      this.#aside.add(view.bytes, hash, index);
      return;
    }
    if (!heads.isFollowedBy(view)) {
      const fault = chainFault(view, heads.head, {index, stream: streamOf(view)});
      if (fault && isNextBreak(this.#first, fault)) this.#first = {...this.#first, brokenTwice: true};
      else if (fault && (!this.#first || fault.index < this.#first.index)) this.#first = fault;
    }
    heads.advance({number: view.number, hash, index});
  }

  /** The fault at the smallest index; files are gone after this. */
  end(): ChainFault | null {
    for (let aside = this.#aside; aside; aside = this.#aside) {
      this.#aside = null;
      this.#heads = new StreamHeads(this.#capacity);
      try {
        for (const {bytes, hash, index} of aside.entries()) {
          const view = viewEntry(bytes);
          if (view) this.next(view, hash, index);
        }
      } finally {
        aside.close();
      }
    }
    return this.#first;
  }

  /** Lets go of files when the check is not brought to its end. */
  close(): void {
    this.#aside?.close();
    this.#aside = null;
  }
}

/** Whether what did not follow the entry before is not followed either. */
const isNextBreak = (first: ChainFault | null, {reason, index, stream}: ChainFault): first is ChainFault =>
  first?.reason === 'link' && reason === 'link' && first.stream === stream && first.shownBy === index;

/** Entries in the order in which they came, in a temporary file. */
class EntryFile {
  readonly #directory: string;
  readonly #file: number;
  #parts: Buffer[] = [];
  #buffered = 0;
  #size = 0;

  constructor(folder: string) {
    this.#directory = mkdtempSync(join(folder, 'collegium-verify-'));
    this.#file = openSync(join(this.#directory, 'entries'), 'wx+', 0o600);
  }

  add(bytes: Buffer, hash: HashText, index: number): void {
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    header.writeUIntBE(index, 0, 6);
    header.writeUInt32BE(bytes.length, 6);
    header.write(hash, 10, 'latin1');
    this.#parts.push(header, Buffer.from(bytes));
    this.#buffered += header.length + bytes.length;
    if (this.#buffered >= BUFFERED) this.#flush();
  }

  *entries(): Generator<{bytes: Buffer; hash: HashText; index: number}> {
    this.#flush();
    let rest = Buffer.alloc(0);
    for (let at = 0; at < this.#size;) {
      const chunk = Buffer.allocUnsafe(Math.min(BUFFERED, this.#size - at));
      at += readSync(this.#file, chunk, 0, chunk.length, at);
      const bytes = Buffer.concat([rest, chunk]);
      let begin = 0;
      while (begin + HEADER_BYTES <= bytes.length) {
        const end = begin + HEADER_BYTES + bytes.readUInt32BE(begin + 6);
        if (end > bytes.length) break;
        yield {
          index: bytes.readUIntBE(begin, 6),
          hash: bytes.toString('latin1', begin + 10, begin + HEADER_BYTES),
          bytes: bytes.subarray(begin + HEADER_BYTES, end),
        };
        begin = end;
      }
      rest = bytes.subarray(begin);
    }
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#directory, {recursive: true, force: true});
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#parts);
    let written = 0;
    while (written < bytes.length)
      written += writeSync(this.#file, bytes, written, bytes.length - written, this.#size + written);
    this.#size += bytes.length;
    this.#parts = [];
    this.#buffered = 0;
  }
}
