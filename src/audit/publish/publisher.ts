import {BeforeApplicationShutdown, Injectable, OnApplicationBootstrap} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {Database} from '../../platform/database/database';
import {WriteTransaction} from '../../platform/database/transaction';
import {ConcernPlace, Concerns} from '../../platform/health/concerns';
import {isSystemError} from '../../platform/files/is-system-error';
import {Rounds} from '../../platform/jobs/rounds';
import {underSavepoint} from '../../platform/jobs/under-savepoint';
import {checkpointBody} from '../domain/checkpoint';
import {findHandovers} from '../persistence/key-rows';
import {HeadRow, findHeads, tryLock} from '../persistence/tree-rows';
import {logKeys} from '../queries/log-keys';
import {concernPlace} from '../concern-place';
import {CheckpointDirectory} from './checkpoint-directory';
import {PublishedCheckpoints} from './published-checkpoints';
import {PUBLICATION_LOCK} from './publication-lock';
import {PublishedMismatchError} from './published-mismatch-error';
import {ToldKeys} from './told-keys';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';

/** Two checkpoints may be signed in a second; one of them is exported. */
const POLL = 1_000;
const TOPIC = 'checkpointExport';

/**
 * Exports what the integrator has signed to where the database's owner cannot reach, after the commit: the newest
 * checkpoint of each tree, and those at which keys changed. What was exported is read from the folder itself, so that a
 * crash at any point loses nothing but time. Before each export the database is held against the last one.
 */
@Injectable()
export class Publisher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #published: PublishedCheckpoints;
  readonly #clock: Clock;
  readonly #concerns: Concerns;
  readonly #rounds = new Rounds(POLL, () => this.#round());
  /** The size that this process has seen exported, for each organisation. */
  readonly #done = new Map<string, number>();
  readonly #told: ToldKeys;
  #looked = false;

  constructor(database: Database, published: PublishedCheckpoints, clock: Clock, concerns: Concerns) {
    this.#told = new ToldKeys(published.directory?.path ?? '', clock);
    this.#database = database.as(INTEGRATOR);
    this.#published = published;
    this.#clock = clock;
    this.#concerns = concerns;
  }

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#rounds.stop();
  }

  /** Exports what is new, unless another process does just now. Trouble becomes a concern, a tree at a time. */
  async publish(): Promise<void> {
    const {directory} = this.#published;
    if (!directory) return;
    await this.#database.write(async (tx) => {
      const lock = await tx.row(tryLock, [PUBLICATION_LOCK]);
      if (lock?.locked !== true) return;
      const heads = await tx.rows(findHeads);
      for (const head of heads)
        await this.#attempt(concernPlace(TOPIC, head.organisation_id), tx, () =>
          this.#export(tx, directory, head),
        );
      const known = new Set(heads.map(({organisation_id: id}) => id));
      for (const organisation of await this.#strangers(directory, known))
        // Nobody could sign in to read what concerns an organisation that is not there.
        await this.#attempt({topic: `${TOPIC} ${organisation}`, organisation: null}, tx, () =>
          this.#published.check(tx, organisation),
        );
    });
  }

  async #round(): Promise<void> {
    const place = {topic: `${TOPIC}Loop`, organisation: null};
    try {
      await this.publish();
      this.#concerns.settle(place);
    } catch (error) {
      this.#concerns.raise(place, whyNot(error, this.#published.directory));
    }
  }

  async #attempt(place: ConcernPlace, tx: WriteTransaction, work: () => Promise<void>): Promise<void> {
    const outcome = await underSavepoint(tx, work);
    if (outcome.done) this.#concerns.settle(place);
    else this.#concerns.raise(place, whyNot(outcome.error, this.#published.directory));
  }

  async #export(tx: WriteTransaction, directory: CheckpointDirectory, head: HeadRow): Promise<void> {
    const {organisation_id: organisation, note} = head;
    const size = Number(head.size);
    if (this.#done.get(organisation) === size) return;
    const last = await directory.last(organisation);
    if (last !== null) await this.#published.compare(tx, organisation, last);
    if (last !== null && !this.#done.has(organisation)) await directory.mendLatest(organisation, last);
    const before = last === null ? 0 : (checkpointBody(last)?.size ?? 0);
    const handovers = await tx.rows(findHandovers, [organisation, before]);
    const between = handovers.filter(
      (row, index) => Number(row.size) < size && row.size !== handovers[index - 1]?.size,
    );
    if (last === null || handovers.length > 0)
      await directory.keepKeys(organisation, await logKeys(tx, organisation));
    for (const due of between) {
      await this.#told.tell(tx, organisation, due);
      await directory.publish(organisation, due.note, this.#clock.now());
    }
    // Before the checkpoint: one without it would pass for one from which a destruction was taken.
    await this.#told.tell(tx, organisation, head);
    if (size > before) await directory.publish(organisation, note, this.#clock.now());
    this.#done.set(organisation, size);
  }

  /** Folders of organisations of whose logs the database knows nothing: looked at once, at the start. */
  async #strangers(directory: CheckpointDirectory, known: ReadonlySet<string>): Promise<string[]> {
    if (this.#looked) return [];
    let strangers: string[];
    try {
      strangers = (await directory.organisations()).filter((organisation) => !known.has(organisation));
    } catch (error) {
      // Exporting says so, tree by tree; the next round looks again.
      if (isSystemError(error)) return [];
      throw error;
    }
    this.#looked = true;
    return strangers;
  }
}

function whyNot(error: unknown, directory: CheckpointDirectory | null): string {
  if (error instanceof PublishedMismatchError) return error.message;
  const said = error instanceof Error ? error.message : String(error);
  const fix = 'Make it a folder that this user may write to, with room left, or name another one in';
  return isSystemError(error)
    ? `checkpoints cannot be exported to ${directory?.path ?? ''}: ${said}. ${fix} COLLEGIUM_CHECKPOINTS; what was missed follows`
    : `checkpoints are not exported: ${said}`;
}
