/** An answer, its body read: JSON as a value, anything else as text, nothing as `null`. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface RequestOptions {
  /** Sent as JSON; text and bytes are sent as they are. */
  readonly body?: unknown;
  /** Added to, and with `null` taken from, `X-Collegium: 1` and the content type. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A browser as far as the interface can tell: it keeps its cookies and sends our header. */
export class TestClient {
  readonly cookies = new Map<string, string>();

  constructor(readonly baseUrl: string) {}

  get<Body = unknown>(path: string, options?: RequestOptions): Promise<Answer<Body>> {
    return this.send('GET', path, options);
  }

  post<Body = unknown>(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer<Body>> {
    return this.send('POST', path, {...options, body});
  }

  delete<Body = unknown>(path: string, options?: RequestOptions): Promise<Answer<Body>> {
    return this.send('DELETE', path, options);
  }

  /** What a browser would send of its cookies. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async signIn(email: string, password: string): Promise<Answer> {
    return this.post('/api/session', {email, password});
  }

  async send<Body>(
    method: string,
    path: string,
    {body, headers = {}}: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const sent = new Headers({'x-collegium': '1'});
    if (this.cookies.size > 0) sent.set('cookie', this.cookieHeader);
    const raw = typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData;
    if (body !== undefined && !(body instanceof FormData)) sent.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) sent.delete(name);
      else sent.set(name, value);
    }
    const payload = raw ? body : body === undefined ? null : JSON.stringify(body);
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: sent,
      body: payload as string | Uint8Array<ArrayBuffer> | FormData | null,
      redirect: 'manual',
    });
    this.#keep(response.headers.getSetCookie());
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    const read: unknown = text === '' ? null : json ? JSON.parse(text) : text;
    return {status: response.status, headers: response.headers, body: read as Body};
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
