import type {TestClient} from './client';

interface LiveEvent {
  readonly event: string;
  readonly data: unknown;
}

/** An event stream as a browser reads it: whole events, comments left out (HTML Standard, section 9.2.6). */
export class EventStream {
  #text = '';

  private constructor(
    readonly status: number,
    readonly headers: Headers,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly abort: AbortController,
  ) {}

  /** Opens one with a client's cookies. */
  static async open({baseUrl, cookieHeader: cookie}: TestClient, path = '/api/live'): Promise<EventStream> {
    const abort = new AbortController();
    const {status, headers, body} = await fetch(`${baseUrl}${path}`, {
      headers: {cookie},
      signal: abort.signal,
    });
    if (!body) throw new Error('the stream has no body');
    return new EventStream(status, headers, body.getReader(), abort);
  }

  /** The next event; null when the stream has ended. */
  async next(): Promise<LiveEvent | null> {
    for (;;) {
      const [block, ...rest] = this.#text.split('\n\n');
      if (block !== undefined && rest.length > 0) {
        this.#text = rest.join('\n\n');
        const [, event = ''] = /^event: (.*)$/m.exec(block) ?? [];
        const [, data = ''] = /^data: (.*)$/m.exec(block) ?? [];
        if (data !== '') return {event, data: JSON.parse(data) as unknown};
        continue;
      }
      const {done, value} = await this.reader.read();
      if (done) return null;
      this.#text += Buffer.from(value).toString();
    }
  }

  /** What comes first, whatever it is. */
  async beginning(): Promise<string> {
    const {value} = await this.reader.read();
    return Buffer.from(value ?? []).toString();
  }

  leave(): void {
    this.abort.abort();
  }
}
