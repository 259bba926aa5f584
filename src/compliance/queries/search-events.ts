import {Injectable} from '@nestjs/common';
import {AccessLog, LogPosition} from '../../audit';
import {CaseUser} from '../../cases';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadTransaction} from '../../platform/database/transaction';
import {SealedCursors} from '../../platform/http/sealed-cursors';
import {deskRecord} from '../domain/desk-record';
import {EventItem} from '../domain/event-item';
import {DeskEvent, EventQuestion} from '../domain/project-event';
import {filtersOf} from '../domain/question-filters';
import {ReadEvents} from './read-events';

export interface EventPage {
  readonly items: readonly EventItem[];
  readonly next: string | null;
}

export interface SearchRequest {
  readonly question: EventQuestion;
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor: string | null;
}

/** Only a great many events out of sight may end a page early; the cursor goes on from there. */
const MOST_ROUNDS = 10;
const BATCH = 200;

/** Searches the log, and puts the search on record before it is answered. */
@Injectable()
export class SearchEvents {
  readonly #log: AccessLog;
  readonly #cursors: SealedCursors<LogPosition>;
  readonly #events: ReadEvents;

  constructor(log: AccessLog, keys: KeyEncryptionKey, events: ReadEvents) {
    this.#log = log;
    this.#cursors = new SealedCursors(keys);
    this.#events = events;
  }

  /** @throws Problem `malformed` on a cursor that is not ours */
  async search(user: CaseUser, {question, limit, cursor}: SearchRequest): Promise<EventPage> {
    const start = cursor === null ? null : this.#cursors.open(placeOf(user), cursor);
    return this.#log.read(user.organisationId, async (tx) => {
      const {items, end} = await this.#collect(tx, user, question, {start, limit});
      const details = {filters: filtersOf(question), count: items.length};
      return {
        result: {
          items: await this.#events.named(tx, user.organisationId, items),
          next: end && this.#cursors.seal(placeOf(user), end),
        },
        records: [deskRecord(user, {kind: 'read', type: 'logSearched', action: 'R', details})],
      };
    });
  }

  async #collect(
    tx: ReadTransaction,
    user: CaseUser,
    question: EventQuestion,
    {start, limit}: {start: LogPosition | null; limit: number},
  ): Promise<{items: DeskEvent[]; end: LogPosition | null}> {
    const items: DeskEvent[] = [];
    let after = start;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const size = round === 0 ? limit + 1 : BATCH;
      const batch = await this.#events.batch(tx, user, question, {after, size});
      for (const item of batch.items) {
        const last = items.at(-1);
        if (last && items.length === limit) return {items, end: {at: last.at, leaf: last.leaf}};
        items.push(item);
      }
      if (!batch.next) return {items, end: null};
      after = batch.next;
    }
    return {items, end: after};
  }
}

const placeOf = ({personId}: CaseUser): string => `audit-search/${personId}`;
