import {BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import type {Config} from '../../platform/config/config';
import {Database} from '../../platform/database/database';
import {Concerns} from '../../platform/health/concerns';
import {Rounds} from '../../platform/jobs/rounds';
import {CONFIG} from '../../platform/platform.module';
import {concernPlace} from '../concern-place';
import {addCosignature, waitForLock} from '../persistence/anchor-rows';
import {HeadRow} from '../persistence/tree-rows';
import {PublishedCheckpoints} from '../publish/published-checkpoints';
import {PUBLICATION_LOCK} from '../publish/publication-lock';
import {KnownWitness} from './ask-witness';
import {cosignHead} from './cosign-head';
import {knownWitnesses} from './witnesses';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';

const POLL = 2_000;
/** The pause for a witness that did not cosign. */
const TROUBLED = 30_000;

/**
 * Has others vouch for the last checkpoint of each tree. They are asked after it was exported, in their own time: one
 * that is away holds up nothing and nobody but itself, and shows.
 */
@Injectable()
export class Anchors implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #published: PublishedCheckpoints;
  readonly #clock: Clock;
  readonly #concerns: Concerns;
  readonly #lanes: readonly Rounds[];

  constructor(
    @Inject(CONFIG) {witnesses}: Pick<Config, 'witnesses'>,
    database: Database,
    published: PublishedCheckpoints,
    clock: Clock,
    concerns: Concerns,
  ) {
    this.#database = database.as(INTEGRATOR);
    this.#published = published;
    this.#clock = clock;
    this.#concerns = concerns;
    this.#lanes = knownWitnesses(witnesses).map((witness) => this.#lane(witness));
  }

  onApplicationBootstrap(): void {
    for (const lane of this.#lanes) lane.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
  }

  #lane(witness: KnownWitness): Rounds {
    const waiting = new Map<string, number>();
    return new Rounds(POLL, async (signal) => {
      const {name} = witness.verifier;
      try {
        for (const head of await this.#database.read((tx) => this.#published.heads(tx))) {
          if (signal.aborted) return;
          const organisation = head.organisation_id;
          if ((waiting.get(organisation) ?? 0) > performance.now()) continue;
          const done = await this.#cosigned(witness, head, signal);
          if (!done) waiting.set(organisation, performance.now() + TROUBLED);
        }
      } catch (error) {
        this.#concerns.raise({topic: `witness ${name}`, organisation: null}, whyNot(witness, error));
        return;
      }
      this.#concerns.settle({topic: `witness ${name}`, organisation: null});
    });
  }

  async #cosigned(witness: KnownWitness, head: HeadRow, signal: AbortSignal): Promise<boolean> {
    const place = concernPlace(`witness ${witness.verifier.name}`, head.organisation_id);
    try {
      const cosignature = await cosignHead(this.#database, {head, witness}, signal);
      if (cosignature) await this.#keep(head, witness, cosignature.line);
      this.#concerns.settle(place);
      return true;
    } catch (error) {
      if (!signal.aborted) this.#concerns.raise(place, whyNot(witness, error));
      return false;
    }
  }

  async #keep(head: HeadRow, {verifier}: KnownWitness, line: string): Promise<void> {
    const at = this.#clock.now();
    const {organisation_id: organisation} = head;
    await this.#database.write(async (tx) => {
      await tx.row(waitForLock, [PUBLICATION_LOCK]);
      await tx.write(addCosignature, [organisation, head.size, verifier.text, line, at]);
      await this.#published.directory?.keepCosignature(organisation, {size: Number(head.size), line, at});
    });
  }
}

function whyNot({url, verifier}: KnownWitness, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `the witness ${verifier.name} at ${url} does not vouch for the log: ${said}${cause}`;
}
