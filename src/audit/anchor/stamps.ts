import {readFileSync} from 'node:fs';
import {BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap} from '@nestjs/common';
import type {Config} from '../../platform/config/config';
import {Database} from '../../platform/database/database';
import {ConcernPlace, Concerns} from '../../platform/health/concerns';
import {cappedBody} from '../../platform/http/capped-body';
import {Rounds} from '../../platform/jobs/rounds';
import {CONFIG} from '../../platform/platform.module';
import {concernPlace} from '../concern-place';
import {LogKeys} from '../integrate/log-keys';
import {addTimestamp, findLastTimestamp, waitForLock} from '../persistence/anchor-rows';
import {HeadRow, findHeads} from '../persistence/tree-rows';
import {PUBLICATION_LOCK} from '../publish/publication-lock';
import {PublishedCheckpoints} from '../publish/published-checkpoints';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';
import {pemCertificates} from './pem-certificates';

const POLL = 30_000;
/** Authorities are asked seldom: a stamp says that everything up to it was there by then. */
const INTERVAL = 10 * 60_000;
const TIMEOUT = 10_000;
const BODY_LIMIT = 65_536;
const TOPIC = 'timestamp';

/** Has a time-stamp authority (RFC 3161) say when the last checkpoint of each tree was there, every ten minutes at most. */
@Injectable()
export class Stamps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #authority: {readonly url: string; readonly trusted: readonly Buffer[]} | null;
  readonly #database: Database;
  readonly #published: PublishedCheckpoints;
  readonly #source: Pick<LogKeys, 'clock' | 'randomness'>;
  readonly #concerns: Concerns;
  readonly #rounds = new Rounds(POLL, (signal) => this.#round(signal));

  constructor(
    @Inject(CONFIG) {timestamps}: Pick<Config, 'timestamps'>,
    database: Database,
    published: PublishedCheckpoints,
    source: LogKeys,
    concerns: Concerns,
  ) {
    this.#authority = timestamps && {
      url: timestamps.url,
      trusted: pemCertificates(readFileSync(timestamps.caFile, 'utf8')),
    };
    this.#database = database.as(INTEGRATOR);
    this.#published = published;
    this.#source = source;
    this.#concerns = concerns;
  }

  onApplicationBootstrap(): void {
    if (this.#authority) this.#rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#rounds.stop();
  }

  /** Has stamped what is due. Trouble becomes a concern, a tree at a time. */
  async stamp(signal: AbortSignal): Promise<void> {
    for (const head of await this.#database.read((tx) => tx.rows(findHeads))) {
      if (signal.aborted) return;
      const place = concernPlace(TOPIC, head.organisation_id);
      try {
        if (await this.#isDue(head)) await this.#stampHead(head, signal);
        this.#concerns.settle(place);
      } catch (error) {
        this.#tell(place, error, signal);
      }
    }
  }

  /** What was broken off because the program stops is no trouble. */
  #tell(place: ConcernPlace, error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.#concerns.raise(place, this.#whyNot(error));
  }

  async #round(signal: AbortSignal): Promise<void> {
    const place = {topic: `${TOPIC}Loop`, organisation: null};
    try {
      await this.stamp(signal);
      this.#concerns.settle(place);
    } catch (error) {
      this.#concerns.raise(place, this.#whyNot(error));
    }
  }

  async #isDue({organisation_id: organisation, size}: HeadRow): Promise<boolean> {
    const last = await this.#database.read((tx) => tx.row(findLastTimestamp, [organisation]));
    if (!last) return true;
    return last.size !== size && this.#source.clock.now().getTime() - last.received_at.getTime() >= INTERVAL;
  }

  async #stampHead({organisation_id: organisation, size, note}: HeadRow, signal: AbortSignal): Promise<void> {
    if (!this.#authority) return;
    const {url, trusted} = this.#authority;
    // Reading ASN.1 takes a second to load: only who stamps pays for it.
    const {timestampRequest, verifyTimestamp} = await import('./timestamp.js');
    const stamped = Buffer.from(note);
    const nonce = this.#source.randomness.bytes(8);
    const reply = await fetch(url, {
      method: 'POST',
      headers: {'content-type': 'application/timestamp-query'},
      body: new Uint8Array(timestampRequest(stamped, nonce)),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    const response = await cappedBody(reply, BODY_LIMIT);
    const now = this.#source.clock.now();
    const at = await verifyTimestamp(response, {stamped, nonce, trusted, now});
    await this.#database.write(async (tx) => {
      await tx.row(waitForLock, [PUBLICATION_LOCK]);
      await tx.write(addTimestamp, [organisation, size, response, at, now]);
      await this.#published.directory?.keepTimestamp(organisation, {size: Number(size), note, response});
    });
  }

  #whyNot(error: unknown): string {
    const said = error instanceof Error ? error.message : String(error);
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    return (
      `the time-stamp authority ${this.#authority?.url ?? ''} has not stamped the log: ${said}${cause}. ` +
      'Look at COLLEGIUM_TIMESTAMP_URL and COLLEGIUM_TIMESTAMP_CA; it is asked again'
    );
  }
}
