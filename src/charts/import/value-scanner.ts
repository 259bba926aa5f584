import {ChartImportError} from './chart-import-error';
import type {ChartLimits} from './chart-limits';

const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, QUOTE, BACKSLASH, COMMA] = Buffer.from('{}[]"\\,');

/** Where the cursor stands: in nothing, in a bare word or number, between the tokens of a container, in a string. */
type Mode = 'idle' | 'bare' | 'container' | 'string';

/**
 * Finds the end of one JSON value by brackets and quotes alone, across chunks, and keeps its bytes. It does not judge
 * the value; it only keeps the limits that protect whoever parses it.
 */
export class ValueScanner {
  private mode: Mode = 'idle';
  private depth = 0;
  private escaped = false;
  private stringBytes = 0;
  private heldBytes = 0;
  private pieces: Buffer[] = [];

  constructor(private readonly limits: ChartLimits) {}

  /** Whether a value has begun and not yet ended. */
  isActive(): boolean {
    return this.mode !== 'idle';
  }

  /** Begins a value with this byte, which `scan` is then given first. */
  start(byte: number | undefined): void {
    this.mode = byte === QUOTE || byte === OPEN || byte === OPEN_LIST ? 'container' : 'bare';
    this.depth = 0;
  }

  /**
   * Reads on from `from` until the value ends or the chunk does.
   *
   * @returns the index after the last byte that belongs to the value
   * @throws ChartImportError `chart_malformed` (nested too deeply), `chart_too_large` (a string, or the whole value)
   */
  scan(chunk: Buffer, from: number): number {
    const end = this.mode === 'bare' ? this.scanBare(chunk, from) : this.scanNested(chunk, from);
    this.heldBytes += end - from;
    if (this.heldBytes > this.limits.maxValueBytes) this.tooLarge('entry', this.limits.maxValueBytes);
    // A view into the chunk would be overwritten by a source that reuses its buffer.
    this.pieces.push(this.isActive() ? Buffer.from(chunk.subarray(from, end)) : chunk.subarray(from, end));
    return end;
  }

  /** The bytes of the value that has just ended. */
  take(): Buffer {
    const [first] = this.pieces;
    const bytes = this.pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.pieces);
    this.pieces = [];
    this.heldBytes = 0;
    return bytes;
  }

  private scanBare(chunk: Buffer, from: number): number {
    let index = from;
    for (; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (byte <= 0x20 || byte === COMMA || byte === CLOSE || byte === CLOSE_LIST) {
        this.mode = 'idle';
        break;
      }
    }
    return index;
  }

  private scanNested(chunk: Buffer, from: number): number {
    let index = from;
    while (index < chunk.length) {
      if (this.mode === 'string') {
        index = this.scanString(chunk, index);
        if (!this.isActive()) return index;
        continue;
      }
      const byte = chunk[index];
      index += 1;
      if (byte === QUOTE) {
        this.mode = 'string';
        this.stringBytes = 0;
      } else if (byte === OPEN || byte === OPEN_LIST) {
        this.depth += 1;
        if (this.depth > this.limits.maxDepth) this.tooDeep();
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        this.depth -= 1;
        if (this.depth === 0) {
          this.mode = 'idle';
          return index;
        }
      }
    }
    return index;
  }

  /** Reads to the closing quote; a string that stands alone ends the value too. */
  private scanString(chunk: Buffer, from: number): number {
    let index = from;
    let escaped = this.escaped;
    for (; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        this.mode = this.depth === 0 ? 'idle' : 'container';
        break;
      }
    }
    this.escaped = escaped;
    this.stringBytes += index - from;
    if (this.stringBytes > this.limits.maxStringBytes) this.tooLarge('text', this.limits.maxStringBytes);
    return this.mode === 'string' ? index : index + 1;
  }

  private tooDeep(): never {
    const message = `The chart is nested more than ${this.limits.maxDepth} levels deep, which no FHIR resource is. Export it again.`;
    throw new ChartImportError('chart_malformed', message);
  }

  private tooLarge(what: string, bytes: number): never {
    const most = `${Math.floor(bytes / 1024).toLocaleString('en')} KB`;
    const message = `The chart holds one ${what} larger than ${most}. Export it without embedded attachments.`;
    throw new ChartImportError('chart_too_large', message);
  }
}
