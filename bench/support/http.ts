import {Agent, request} from 'node:http';
import {text} from 'node:stream/consumers';

export interface Reply<Body> {
  readonly status: number;
  readonly cookie: string | null;
  readonly body: Body;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** JSON over kept-alive connections, with as little work of its own as can be, for it shares the machine. */
export class HttpClient {
  readonly #agent = new Agent({keepAlive: true, maxSockets: 64});
  #cookie = '';

  constructor(readonly baseUrl: string) {}

  async signIn(key: string): Promise<void> {
    const body = {email: `${key}@demo.test`, password: 'collegium-demonstration'};
    const {cookie} = await this.send('/api/session', {method: 'POST', body});
    this.#cookie = cookie ?? '';
  }

  /** @throws Error on every answer but a success */
  async send<Body>(path: string, {method = 'GET', headers = {}, body}: Sending = {}): Promise<Reply<Body>> {
    const payload = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const reply = await new Promise<Reply<Body>>((resolve, reject) => {
      const sent = request(
        `${this.baseUrl}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            'x-collegium': '1',
            cookie: this.#cookie,
            ...(payload && {'content-type': 'application/json', 'content-length': payload.length}),
            ...headers,
          },
        },
        (response) => {
          text(response).then((read) => {
            resolve({
              status: response.statusCode ?? 0,
              cookie: response.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? null,
              body: (read === '' ? null : JSON.parse(read)) as Body,
            });
          }, reject);
        },
      );
      sent.on('error', reject);
      sent.end(payload);
    });
    if (reply.status >= 300)
      throw new Error(`${method} ${path} was answered ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  close(): void {
    this.#agent.destroy();
  }
}
