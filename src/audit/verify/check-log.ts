import {ChainFault} from '../domain/chain-step';
import {CompactRange} from '../domain/compact-range';
import {isOfOrganisation, viewEntry} from '../domain/entry-view';
import type {KeyChange} from '../domain/key-history';
import {HASH_BYTES, HashText, TreeHead, leafText} from '../domain/merkle';
import {Finding} from '../domain/tampering';
import {TILE_WIDTH, tileWidth} from '../domain/tile';
import {ChainCheck} from './chain-check';
import {LeafChunk, LogSource, Payload} from './log-source';
import {PayloadCheck} from './payload-check';

export interface LogClaim {
  /** From a signed checkpoint. */
  readonly head: TreeHead;
  /** Heads that earlier signed checkpoints claim, none larger than `head`, in the order of sizes; asked for once. */
  readonly earlier: () => Iterable<TreeHead>;
  /** Whose entries they must be; null where leaves are opaque. */
  readonly organisation: string | null;
}

/** What one pass over a log found. Indexes are of leaves; null where nothing was found. */
export interface LogFacts {
  /** Of the entries as found, gaps left out. */
  readonly root: Buffer;
  /** The first leaf whose entry is not the one that its tile of level 0 has the hash of. */
  readonly difference: number | null;
  /** The first leaf below a hash of a higher tile that does not follow from the entries. */
  readonly tileFault: number | null;
  /** Whether the tile of that hash is not there at all. */
  readonly tileGone: boolean;
  readonly hole: number | null;
  /** Whether no entry came after the hole. */
  readonly holeToEnd: boolean;
  readonly extra: number | null;
  /** The first entry that is none, or another organisation's. */
  readonly malformed: number | null;
  readonly chain: ChainFault | null;
  readonly payload: Finding | null;
  /** The first payload that does not open its entry. */
  readonly payloadMismatch: number | null;
  /** What the log says of its keys. */
  readonly keyChanges: readonly KeyChange[];
  /** The largest size up to which the entries agree with what was signed; smaller than the first that they do not. */
  readonly vouched: number;
  /** The first signed size at which the entries have another root. */
  readonly disagreement: number | null;
}

/** Reads a log once, from its first leaf to its last, and compares everything that should agree. Memory stays flat. */
export async function checkLog(source: LogSource, claim: LogClaim): Promise<LogFacts> {
  const pass = new LogPass(source, claim);
  try {
    for await (const chunk of source.chunks(claim.head.size)) await pass.take(chunk);
    return await pass.end();
  } finally {
    pass.close();
  }
}

class LogPass {
  readonly #source: LogSource;
  readonly #claim: LogClaim;
  readonly #organisation: Buffer | null;
  readonly #heads: Iterator<TreeHead, void>;
  #nextHead: TreeHead | null;
  readonly #chains = new ChainCheck();
  readonly #payloads = new PayloadCheck();
  readonly #tree = new CompactRange();
  /** Hashes of the tiles of level 1 and above that are still being filled. */
  readonly #upper: HashText[][] = [];
  #covered = 0;
  #difference: number | null = null;
  #tileFault: number | null = null;
  #tileGone = false;
  #hole: number | null = null;
  #holeToEnd = false;
  #extra: number | null = null;
  #malformed: number | null = null;
  #vouched = 0;
  #disagreement: number | null = null;

  constructor(source: LogSource, claim: LogClaim) {
    this.#source = source;
    this.#claim = claim;
    this.#organisation = claim.organisation === null ? null : Buffer.from(claim.organisation);
    this.#heads = headsOf(claim);
    this.#nextHead = this.#takeHead();
    this.#compareHead();
  }

  async take(chunk: LeafChunk): Promise<void> {
    const {begin, entries, extra} = chunk;
    const width = tileWidth(this.#claim.head.size, 0, begin / TILE_WIDTH);
    const tile = width === 0 ? null : await this.#source.tile({level: 0, index: begin / TILE_WIDTH, width});
    const hashes = entries.map((bytes) => bytes && leafText(bytes));
    if (tile && this.#difference === null && tile.toString('latin1') !== hashes.join('')) {
      const at = hashes.findIndex((hash, place) => hash !== hashAt(tile, place));
      this.#difference = begin + (at < 0 ? entries.length : at);
    }
    for (let at = 0; at < entries.length; at += 1) {
      const index = begin + at;
      const bytes = entries[at] ?? null;
      const hash = hashes[at] ?? null;
      if (bytes && hash !== null) {
        const full = this.#leaf(bytes, hash, {
          index,
          payload: chunk.payloads && (chunk.payloads[at] ?? null),
        });
        for (let level = 1; level <= full.length; level += 1) await this.#fill(level, full[level - 1]);
      } else {
        if (this.#hole === null) this.#holeToEnd = true;
        this.#hole ??= index;
      }
    }
    if (!tile && width > 0) this.#noteTile(begin, true);
    if (extra.length > 0) this.#extra ??= begin + entries.length;
    if (chunk.payloads && chunk.payloads.length > entries.length)
      this.#payloads.surplus(begin + entries.length);
    this.#covered = begin + entries.length;
  }

  async end(): Promise<LogFacts> {
    for (let level = 1; TILE_WIDTH ** level <= this.#tree.size; level += 1)
      await this.#compare(level, Math.floor(this.#tree.size / TILE_WIDTH ** (level + 1)));
    const payload = this.#payloads.end();
    if (this.#covered < this.#claim.head.size && this.#hole === null) {
      this.#hole = this.#covered;
      this.#holeToEnd = true;
    }
    return {
      root: this.#tree.root(),
      difference: this.#difference,
      tileFault: this.#tileFault,
      tileGone: this.#tileGone,
      hole: this.#hole,
      holeToEnd: this.#holeToEnd,
      extra: this.#extra,
      malformed: this.#malformed,
      chain: this.#chains.end(),
      payload,
      payloadMismatch: this.#payloads.mismatch,
      keyChanges: this.#payloads.keyChanges,
      vouched: this.#vouched,
      disagreement: this.#disagreement,
    };
  }

  close(): void {
    this.#chains.close();
  }

  /** @returns the roots of the tiles that the leaf filled */
  #leaf(
    bytes: Buffer,
    hash: HashText,
    {index, payload}: {index: number; payload: Payload | null | undefined},
  ): readonly HashText[] {
    this.#holeToEnd = false;
    if (this.#organisation !== null) {
      const view = viewEntry(bytes);
      if (view && isOfOrganisation(view, this.#organisation)) {
        this.#chains.next(view, hash, index);
        if (payload !== undefined) this.#payloads.next(view, payload, index);
      } else this.#malformed ??= index;
    }
    const full = this.#tree.append(hash);
    this.#compareHead();
    return full;
  }

  /** Adds the root of a full tile to the tile above, and compares that one when it is full in turn. */
  async #fill(level: number, root: HashText | undefined): Promise<void> {
    const hashes = (this.#upper[level] ??= []);
    if (root !== undefined) hashes.push(root);
    if (hashes.length < TILE_WIDTH) return;
    await this.#compare(level, Math.floor(this.#tree.size / TILE_WIDTH ** (level + 1)) - 1);
    this.#upper[level] = [];
  }

  async #compare(level: number, index: number): Promise<void> {
    const hashes = this.#upper[level] ?? [];
    if (hashes.length === 0 || this.#tileFault !== null) return;
    const tile = await this.#source.tile({level, index, width: hashes.length});
    const bad = tile
      ? hashes.findIndex((hash, at) => hashAt(tile, at) !== hash)
      : await this.#firstGone(level, index, hashes.length);
    const place = bad >= 0 ? bad : tile?.length === hashes.length * HASH_BYTES ? null : hashes.length;
    if (place !== null) this.#noteTile((index * TILE_WIDTH + place) * TILE_WIDTH ** level, !tile);
  }

  /** The first hash that a tile which is not there as a whole does not have either when it is asked for by itself. */
  async #firstGone(level: number, index: number, width: number): Promise<number> {
    for (let known = 1; known < width; known += 1)
      if (!(await this.#source.tile({level, index, width: known}))) return known - 1;
    return width - 1;
  }

  #noteTile(fault: number, gone: boolean): void {
    if (this.#tileFault !== null) return;
    this.#tileFault = fault;
    this.#tileGone = gone;
  }

  #compareHead(): void {
    for (
      let head = this.#nextHead;
      head && head.size <= this.#tree.size && this.#disagreement === null;
      head = this.#nextHead
    ) {
      this.#nextHead = this.#takeHead();
      if (head.root.equals(this.#tree.root())) this.#vouched = head.size;
      else this.#disagreement = head.size;
    }
  }

  #takeHead(): TreeHead | null {
    const next = this.#heads.next();
    return next.done === true ? null : next.value;
  }
}

function* headsOf({earlier, head}: LogClaim): Generator<TreeHead, void> {
  yield* earlier();
  yield head;
}

/** The hash at a place of a tile; shorter where the tile ends. */
const hashAt = (tile: Buffer, place: number): HashText =>
  tile.toString('latin1', place * HASH_BYTES, (place + 1) * HASH_BYTES);
