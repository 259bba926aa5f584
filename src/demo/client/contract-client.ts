import {randomUUID} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';
import type {ActionReply, CaseView, Programme, SentFile, SessionView, UploadTarget} from './contract';
import {RefusedError} from './refused-error';

const ATTEMPTS = 8;
const LONGEST_PAUSE_SECONDS = 70;

interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

/** One person's session over HTTP, by the pinned contract and nothing else. */
export class ContractClient {
  readonly #baseUrl: string;
  #cookie = '';
  #password = '';

  /** @param baseUrl without a slash at its end */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** @throws RefusedError */
  async signIn(email: string, password: string): Promise<SessionView> {
    this.#password = password;
    await this.#json('/api/session', {method: 'POST', body: JSON.stringify({email, password})});
    return this.#json('/api/session');
  }

  programmes(): Promise<Programme[]> {
    return this.#json('/api/programmes');
  }

  /** @throws RefusedError when the referral is not taken */
  refer(programme: string, data: unknown): Promise<CaseView> {
    return this.#json('/api/cases', {method: 'POST', body: JSON.stringify({programme, data})});
  }

  /** The case as this person sees it, or null when it is not theirs to know. */
  async look(id: string): Promise<CaseView | null> {
    try {
      return await this.#json<CaseView>(`/api/cases/${id}`);
    } catch (error) {
      if (error instanceof RefusedError && error.status === 404) return null;
      throw error;
    }
  }

  /**
   * @param view what this person saw; the action is refused when that has changed
   * @throws RefusedError
   */
  act({id, version}: CaseView, type: string, data: unknown): Promise<ActionReply> {
    return this.#json(`/api/cases/${id}/actions`, {
      method: 'POST',
      headers: {'if-match': `"${version}"`, 'idempotency-key': randomUUID()},
      body: JSON.stringify({type, data}),
    });
  }

  /** @throws RefusedError */
  async upload({href, field}: UploadTarget, {name, type, content}: SentFile): Promise<void> {
    const body = new FormData();
    body.append(field, new Blob([content], {type}), name);
    await this.#send(href, {method: 'POST', body});
  }

  /** @throws RefusedError */
  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#send(path)).arrayBuffer());
  }

  async #json<T>(path: string, sending: Sending = {}): Promise<T> {
    const type = sending.body === undefined ? {} : {'content-type': 'application/json'};
    const response = await this.#send(path, {...sending, headers: {...type, ...sending.headers}});
    return (await response.json()) as T;
  }

  /** Waits where the server asks for it, and renews a stale sign-in; the same key makes a repetition harmless. */
  async #send(path: string, sending: Sending = {}): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#once(path, sending);
      if (response.ok) return response;
      const refusal = await RefusedError.from(response, `${sending.method ?? 'GET'} ${path}`);
      const stale = refusal.code === 'reauthentication_required';
      if (attempt === ATTEMPTS || !(stale || refusal.retryAfter !== null)) throw refusal;
      if (stale) await this.#confirm();
      else await pause(Math.min(refusal.retryAfter ?? 0, LONGEST_PAUSE_SECONDS) * 1000);
    }
  }

  async #confirm(): Promise<void> {
    const response = await this.#once('/api/session/confirm', {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({password: this.#password}),
    });
    if (!response.ok) throw await RefusedError.from(response, 'POST /api/session/confirm');
    await response.arrayBuffer();
  }

  async #once(path: string, {method = 'GET', headers = {}, body}: Sending): Promise<Response> {
    const response = await fetch(new URL(path, this.#baseUrl), {
      method,
      headers: {...headers, 'x-collegium': '1', ...(this.#cookie !== '' && {cookie: this.#cookie})},
      redirect: 'error',
      ...(body !== undefined && {body}),
    });
    for (const line of response.headers.getSetCookie()) this.#cookie = line.split(';', 1)[0] ?? '';
    return response;
  }
}
