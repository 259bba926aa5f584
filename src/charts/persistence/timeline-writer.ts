import type {TimelineEntry} from '../domain/timeline';
import {ChunkWriter} from './chunk-writer';
import {packed} from './original-store';
import {TimelineMark, markOf} from './timeline-mark';

const json = (value: unknown): Promise<Buffer> => packed(Buffer.from(JSON.stringify(value)));

/** Stores entries as they come, and at the end an index of where each lies, so that a page opens few chunks. */
export class TimelineWriter {
  readonly #writer: ChunkWriter;
  readonly #marks: TimelineMark[] = [];
  #chunks = 0;

  constructor(writer: ChunkWriter) {
    this.#writer = writer;
  }

  get entries(): number {
    return this.#marks.length;
  }

  async add(batch: readonly TimelineEntry[]): Promise<void> {
    const chunk = this.#chunks++;
    batch.forEach((entry, position) => this.#marks.push(markOf(entry, chunk, position)));
    await this.#writer.put('timeline', chunk, await json(batch));
  }

  async end(): Promise<void> {
    await this.#writer.put('index', 0, await json(this.#marks));
  }
}
