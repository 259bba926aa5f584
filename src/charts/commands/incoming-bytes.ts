import {Readable} from 'node:stream';
import {Problem, problems} from '../../platform/errors/problem';

/** Enough to tell what a file is, longer than any preamble that exports put before it. */
const HEAD = 16 * 1024;

const ignore = (): void => undefined;

/** Reads an upload once, within a limit, and lets the rest of a refused one flow away, so that the answer arrives. */
export class IncomingBytes {
  readonly #stream: Readable;
  readonly #source: AsyncIterator<unknown>;
  readonly #maxBytes: number;
  readonly #head: Buffer[] = [];
  #total = 0;

  /** @throws Problem `unavailable` when it was read before: a transaction is retried, an upload is not */
  constructor(stream: Readable, maxBytes: number) {
    if (stream.readableDidRead) throw problems.unavailable('The file could not be stored; send it again.');
    this.#stream = stream;
    this.#source = stream.iterator({destroyOnReturn: false});
    this.#maxBytes = maxBytes;
  }

  /** The first bytes, 16 KiB where there are as many; they stay in `all`. */
  async head(): Promise<Buffer> {
    let length = 0;
    while (length < HEAD) {
      const chunk = await this.#next();
      if (chunk === null) break;
      this.#head.push(chunk);
      length += chunk.length;
    }
    return Buffer.concat(this.#head);
  }

  /** @throws Problem `too_large`, or `malformed` when the upload breaks off */
  async *all(): AsyncGenerator<Buffer, void, undefined> {
    for (const chunk of this.#head.splice(0)) yield chunk;
    for (let chunk = await this.#next(); chunk !== null; chunk = await this.#next()) yield chunk;
  }

  /** Ends the reading; does not wait for the sender. */
  close(): void {
    // Whether the rest of a file that is not wanted arrives whole is nobody's concern.
    this.#stream.once('error', ignore);
    const flow = (): void => {
      this.#stream.resume();
    };
    this.#source.return?.().then(flow, flow);
  }

  async #next(): Promise<Buffer | null> {
    const pulled = await this.#pulled();
    if (pulled.done === true) {
      // A parser of multipart bodies cuts a file short at its own limit, and only says so here.
      if ('truncated' in this.#stream && this.#stream.truncated === true) throw this.#tooLarge();
      return null;
    }
    const {value} = pulled;
    const chunk = Buffer.isBuffer(value) ? value : Buffer.from(String(value));
    this.#total += chunk.length;
    if (this.#total > this.#maxBytes) throw this.#tooLarge();
    return chunk;
  }

  async #pulled(): Promise<IteratorResult<unknown>> {
    try {
      return await this.#source.next();
    } catch (error) {
      if (error instanceof Problem || (error as {statusCode?: unknown}).statusCode !== undefined) throw error;
      throw problems.malformed(undefined, 'The upload broke off; send the file again.');
    }
  }

  #tooLarge(): Problem {
    const most = Math.floor(this.#maxBytes / (1024 * 1024));
    return problems.tooLarge(`The limit is ${most} MB a file. Export a shorter period, or send it in parts.`);
  }
}
