import type {Walker} from '../walk';
import {SIGNED_OUT} from './sweep-world';
import type {Reply} from './reply-text';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly file?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks as a person's browser would, and takes answers as bytes. */
export class Asker {
  constructor(
    private readonly walker: Walker,
    readonly key: string,
  ) {}

  async ask({method, path, body, file, headers = {}}: Question): Promise<Reply> {
    const sent = new Headers({'x-collegium': '1', ...headers});
    if (this.key !== SIGNED_OUT) {
      const {cookieHeader} = await this.walker.as(this.key);
      sent.set('cookie', cookieHeader);
    }
    if (body !== undefined) sent.set('content-type', 'application/json');
    const response = await fetch(`${this.walker.app.baseUrl}${path}`, {
      method,
      headers: sent,
      body: file ?? (body === undefined ? null : JSON.stringify(body)),
      redirect: 'manual',
    });
    const endless = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    return {
      status: response.status,
      headers: [...response.headers],
      body: endless ? await beginningOf(response) : Buffer.from(await response.arrayBuffer()),
    };
  }
}

/** Of an answer that goes on as long as somebody listens, what it begins with; then nobody listens. */
async function beginningOf({body}: Response): Promise<Buffer> {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return Buffer.from(first?.value ?? []);
}
