/** What stands in the plain content of a backup, each with its length before it. */
export type FrameKind = 'header' | 'table' | 'rows' | 'end' | 'manifest';

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
}

const CODES: Readonly<Record<FrameKind, number>> = {header: 1, table: 2, rows: 3, end: 4, manifest: 5};
const KINDS = new Map(Object.entries(CODES).map(([kind, code]) => [code, kind as FrameKind]));
const HEAD_BYTES = 5;
/** Far more than any frame that is written; a length beyond it would fill the memory. */
const LARGEST = 16 * 1024 * 1024;

/** Code, length (4 bytes, big-endian), payload. */
export function frameBytes(kind: FrameKind, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(CODES[kind]);
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** Cuts a stream of bytes into frames, whatever the pieces it comes in. */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);

  /** Whether a frame has begun and not ended. */
  get within(): boolean {
    return this.#pending.length > 0;
  }

  /** @returns the frames that are whole now; null when the bytes are no frames */
  push(bytes: Uint8Array): Frame[] | null {
    let rest = this.#pending.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#pending, bytes]);
    const frames: Frame[] = [];
    while (rest.length >= HEAD_BYTES) {
      const kind = KINDS.get(rest.readUInt8());
      const length = rest.readUInt32BE(1);
      if (kind === undefined || length > LARGEST) return null;
      if (rest.length < HEAD_BYTES + length) break;
      frames.push({kind, payload: rest.subarray(HEAD_BYTES, HEAD_BYTES + length)});
      rest = rest.subarray(HEAD_BYTES + length);
    }
    this.#pending = rest;
    return frames;
  }
}
