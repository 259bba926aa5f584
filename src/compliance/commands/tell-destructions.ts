import {join} from 'node:path';
import {BeforeApplicationShutdown, Injectable, OnApplicationBootstrap} from '@nestjs/common';
import {PublishedCheckpoints, findLeaf, proveLeaf, readOpened, streams} from '../../audit';
import type {OpenedEntry} from '../../audit';
import {listOrganisations} from '../../identity';
import {makeDirectory} from '../../platform/config/make-directory';
import {ReadDatabase} from '../../platform/database/read-database';
import {writeWhole} from '../../platform/files/write-whole';
import {Concerns} from '../../platform/health/concerns';
import {Rounds} from '../../platform/jobs/rounds';
import {Destruction, tellDestruction} from '../domain/destruction';
import {readTold} from '../queries/list-destructions';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';

const POLL = 1_000;
const BATCH = 100;
const TOPIC = 'destructionExport';

/**
 * Tells outside the database which cases' keys are destroyed, beside the exported checkpoints (docs/adr/0023), so that no
 * backup brings one back: at once, and again with its proof when the tree has grown over it. What is told follows from the
 * log alone, so that a crash at any point loses nothing but time.
 */
@Injectable()
export class TellDestructions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: ReadDatabase;
  readonly #folder: string | null;
  readonly #concerns: Concerns;
  readonly #rounds = new Rounds(POLL, () => this.tell());
  /** Up to which event of its own stream all of an organisation is told with its proof, as this process has seen it. */
  readonly #told = new Map<string, number>();

  constructor(database: ReadDatabase, published: PublishedCheckpoints, concerns: Concerns) {
    this.#database = database.as(INTEGRATOR);
    this.#folder = published.directory?.path ?? null;
    this.#concerns = concerns;
  }

  onApplicationBootstrap(): void {
    if (this.#folder !== null) this.#rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#rounds.stop();
  }

  /** Tells whatever is not told yet; trouble becomes a concern, an organisation at a time. */
  async tell(): Promise<void> {
    if (this.#folder === null) return;
    await this.#attempt({topic: `${TOPIC}Loop`, organisation: null}, async () => {
      for (const {id} of await this.#database.read((tx) => tx.rows(listOrganisations)))
        await this.#attempt({topic: TOPIC, organisation: id}, () => this.#organisation(id));
    });
  }

  async #attempt(
    place: {topic: string; organisation: string | null},
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
      this.#concerns.settle(place);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      this.#concerns.raise(
        place,
        `destroyed keys are not told in ${this.#folder ?? ''}: ${said}. Until they are, a backup could bring one back; make ` +
          'COLLEGIUM_CHECKPOINTS a folder that this user may write to, and it follows',
      );
    }
  }

  async #organisation(organisation: string): Promise<void> {
    const place = {organisation, stream: streams.organisation(), kind: 'disposal'} as const;
    let proven = true;
    for (let after = this.#told.get(organisation) ?? 0; ;) {
      const range = {after, limit: BATCH};
      const found = await this.#database.read((tx) => readOpened(tx, place, range));
      for (const opened of found) {
        if (!(await this.#one(opened))) proven = false;
        after = opened.entry.number;
        if (proven) this.#told.set(organisation, after);
      }
      if (found.length < BATCH) return;
    }
  }

  /** @returns false while its proof is still to come */
  async #one({entry, salt, event}: OpenedEntry): Promise<boolean> {
    const bare = tellDestruction({entry, salt, event});
    if (!bare) return true;
    const folder = join(this.#folder ?? '', bare.organisation, 'destroyed');
    const path = join(folder, `${bare.case}.json`);
    const before = readTold(path, bare);
    // The first that was told stays: after a restoration a key that is refused may be disposed of once more.
    if (before && (before.proof !== null || before.entry.number !== entry.number)) return true;
    const {organisation, stream, number} = entry;
    const proof = await this.#database.read(async (tx) => {
      const index = await findLeaf(tx, {organisation, stream, number});
      return index === null ? null : proveLeaf(tx, {organisation, index});
    });
    if (before && proof === null) return false;
    const told: Destruction = {...bare, proof};
    makeDirectory(folder);
    await writeWhole(path, `${JSON.stringify(told, null, 2)}\n`);
    return proof !== null;
  }
}
