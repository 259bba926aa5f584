import {Injectable} from '@nestjs/common';
import {CaseDoor, CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadDatabase} from '../../platform/database/read-database';
import {SealedCursors} from '../../platform/http/sealed-cursors';
import {numberedCases} from './numbered-cases';
import {JudgedCase, judgeBatch} from './retention-desk';

export interface JudgedPage {
  readonly items: readonly JudgedCase[];
  readonly next: string | null;
}

const BATCH = 200;
/** Only a great many cases out of sight may end a page early; the cursor goes on from there. */
const MOST_ROUNDS = 10;

/** Every settled case, and for each class of it why it goes or stays. Changes nothing. */
@Injectable()
export class DryRun {
  readonly #database: ReadDatabase;
  readonly #door: CaseDoor;
  readonly #clock: Clock;
  readonly #cursors: SealedCursors<string>;

  constructor(database: ReadDatabase, door: CaseDoor, clock: Clock, keys: KeyEncryptionKey) {
    this.#database = database;
    this.#door = door;
    this.#clock = clock;
    this.#cursors = new SealedCursors(keys);
  }

  /**
   * @param limit 1 to 100
   * @throws Problem `malformed` on a cursor that is not ours
   */
  page(user: CaseUser, {limit, cursor}: {limit: number; cursor: string | null}): Promise<JudgedPage> {
    const place = `dry-run/${user.personId}`;
    let after = cursor === null ? null : this.#cursors.open(place, cursor);
    const judging = {organisationId: user.organisationId, now: this.#clock.now()};
    return this.#database.read(async (tx) => {
      const items: JudgedCase[] = [];
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const batch = await judgeBatch(tx, judging, {after, only: null, limit: BATCH});
        const ids = batch.map(({row}) => row.id);
        const numbered = await numberedCases(tx, this.#door, user, ids);
        for (const judged of batch) {
          if (items.length === limit) return {items, next: this.#cursors.seal(place, after ?? '')};
          after = judged.row.id;
          if (numbered.has(after)) items.push(judged);
        }
        if (batch.length < BATCH) return {items, next: null};
      }
      return {items, next: this.#cursors.seal(place, after ?? '')};
    });
  }
}
