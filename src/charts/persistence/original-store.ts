import {promisify} from 'node:util';
import {gunzip, gzip} from 'node:zlib';
import {ChunkWriter} from './chunk-writer';

const CHUNK = 512 * 1024;
const deflate = promisify(gzip);
const inflate = promisify(gunzip);

/** Keeps a file byte for byte in chunks of 512 KiB, and holds no more than one of them. */
export class OriginalWriter {
  readonly #writer: ChunkWriter;
  readonly #compress: boolean;
  #waiting: Buffer[] = [];
  #length = 0;
  #number = 0;
  #bytes = 0;

  constructor(writer: ChunkWriter, compress: boolean) {
    this.#writer = writer;
    this.#compress = compress;
  }

  /** Bytes taken so far. */
  get bytes(): number {
    return this.#bytes;
  }

  async take(bytes: Buffer): Promise<void> {
    this.#bytes += bytes.length;
    this.#waiting.push(bytes);
    this.#length += bytes.length;
    while (this.#length >= CHUNK) {
      const all = Buffer.concat(this.#waiting);
      this.#waiting = [all.subarray(CHUNK)];
      this.#length = all.length - CHUNK;
      await this.#store(all.subarray(0, CHUNK));
    }
  }

  async end(): Promise<void> {
    if (this.#length > 0) await this.#store(Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#length = 0;
  }

  async #store(bytes: Buffer): Promise<void> {
    await this.#writer.put('original', this.#number++, this.#compress ? await packed(bytes) : bytes);
  }
}

/** Fast rather than small: the upload waits for it. */
export const packed = (bytes: Buffer): Promise<Buffer> => deflate(bytes, {level: 1});
export const unpacked = (bytes: Buffer): Promise<Buffer> => inflate(bytes);
