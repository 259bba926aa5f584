import {ChartImportError} from './chart-import-error';
import type {ChartLimits} from './chart-limits';
import {ValueScanner} from './value-scanner';

/** A complete value found in the stream: a field of the Bundle, or one element of its `entry` list. */
export interface BundleValue {
  /** JSON Pointer (RFC 6901). */
  at: string;
  field: string;
  /** Position in `entry`; null for a field of the Bundle itself. */
  position: number | null;
  bytes: Buffer;
}

type State =
  | 'start'
  | 'first-key'
  | 'key'
  | 'colon'
  | 'value'
  | 'after-value'
  | 'first-element'
  | 'element'
  | 'after-element'
  | 'done';

const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, QUOTE, COLON, COMMA, LESS] = Buffer.from('{}[]":,<');

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/**
 * Cuts a FHIR Bundle into its fields and entries as the bytes arrive, holding at most one of them. What lies between
 * the values is checked here against RFC 8259; what lies inside must be parsed by the caller.
 */
export class BundleSplitter {
  private state: State = 'start';
  private readonly seen = new Set<string>();
  private readonly scanner: ValueScanner;
  private field = '';
  private position = 0;
  private total = 0;

  constructor(private readonly limits: ChartLimits) {
    this.scanner = new ValueScanner(limits);
  }

  /**
   * Takes the next bytes and yields every value that they complete.
   *
   * @throws ChartImportError `chart_malformed`, `chart_not_fhir`, `chart_too_large`, `chart_too_many_entries`
   */
  *push(chunk: Buffer): Generator<BundleValue> {
    this.total += chunk.length;
    if (this.total > this.limits.maxBytes) {
      const most = Math.floor(this.limits.maxBytes / (1024 * 1024));
      throw new ChartImportError(
        'chart_too_large',
        `The chart is larger than ${most} MB. Export a shorter period.`,
      );
    }
    let index = 0;
    while (index < chunk.length) {
      if (this.scanner.isActive()) {
        index = this.scanner.scan(chunk, index);
        if (this.scanner.isActive()) return;
        const value = this.completed(this.scanner.take());
        if (value !== null) yield value;
      } else {
        if (!isSpace(chunk[index])) this.structure(chunk[index]);
        if (!this.scanner.isActive()) index += 1;
      }
    }
  }

  /** @throws ChartImportError `chart_truncated` when the Bundle has not ended */
  end(): void {
    if (this.state === 'done') return;
    const where = this.total === 0 ? 'The file is empty.' : 'The file ends in the middle of the Bundle.';
    throw new ChartImportError(
      'chart_truncated',
      `${where} The export or the upload was cut off: repeat it.`,
    );
  }

  /** One byte between values: moves on, or begins a value with it. */
  private structure(byte: number | undefined): void {
    switch (this.state) {
      case 'start':
        this.begin(byte);
        return;
      case 'first-key':
      case 'key':
        if (byte === QUOTE) this.scanner.start(byte);
        else if (byte === CLOSE && this.state === 'first-key') this.state = 'done';
        else this.refuse('a field name');
        return;
      case 'colon':
        if (byte !== COLON) this.refuse('a colon');
        this.state = 'value';
        return;
      case 'value':
        this.startValue(byte);
        return;
      case 'after-value':
        if (byte === COMMA) this.state = 'key';
        else if (byte === CLOSE) this.state = 'done';
        else this.refuse('a comma or the closing brace');
        return;
      case 'first-element':
      case 'element':
        if (byte === CLOSE_LIST && this.state === 'first-element') this.state = 'after-value';
        else this.startElement(byte);
        return;
      case 'after-element':
        if (byte === COMMA) this.state = 'element';
        else if (byte === CLOSE_LIST) this.state = 'after-value';
        else this.refuse('a comma or the closing bracket');
        return;
      case 'done':
        this.refuse('nothing more (one Bundle a file; NDJSON is not supported)');
    }
  }

  private begin(byte: number | undefined): void {
    if (byte === OPEN) {
      this.state = 'first-key';
      return;
    }
    const what = byte === LESS ? 'XML' : 'no JSON object';
    throw new ChartImportError(
      'chart_not_fhir',
      `The file holds ${what}. Export the chart as a FHIR R4 Bundle in JSON.`,
    );
  }

  private startValue(byte: number | undefined): void {
    if (this.field !== 'entry') {
      this.scanner.start(byte);
    } else if (byte === OPEN_LIST) {
      this.state = 'first-element';
    } else {
      throw new ChartImportError(
        'chart_not_fhir',
        'Bundle.entry is no list. Export the chart as a FHIR R4 Bundle.',
      );
    }
  }

  private startElement(byte: number | undefined): void {
    if (this.position >= this.limits.maxEntries) {
      const most = this.limits.maxEntries.toLocaleString('en');
      const message = `The chart has more than ${most} entries. Export a shorter period, or fewer resource types.`;
      throw new ChartImportError('chart_too_many_entries', message);
    }
    this.scanner.start(byte);
  }

  private completed(bytes: Buffer): BundleValue | null {
    if (this.state === 'value') {
      this.state = 'after-value';
      return {at: `/${this.field.slice(0, 60)}`, field: this.field, position: null, bytes};
    }
    if (this.state === 'first-element' || this.state === 'element') {
      this.state = 'after-element';
      const position = this.position++;
      return {at: `/entry/${position}`, field: 'entry', position, bytes};
    }
    this.state = 'colon';
    this.field = this.name(bytes);
    return null;
  }

  private name(bytes: Buffer): string {
    let name: unknown;
    try {
      name = JSON.parse(bytes.toString('utf8'));
    } catch {
      this.refuse('a field name');
    }
    const field = String(name);
    // A second list of entries would be read by one reader and ignored by the next: RFC 8259 section 4.
    if (this.seen.has(field)) this.refuse('each field of the Bundle once');
    this.seen.add(field);
    return field;
  }

  private refuse(expected: string): never {
    const where = this.position === 0 ? 'at its beginning' : `after entry ${this.position}`;
    const message = `The file is not valid JSON ${where}: expected ${expected}. Export the chart again.`;
    throw new ChartImportError('chart_malformed', message);
  }
}
