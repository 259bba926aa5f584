import {Injectable} from '@nestjs/common';
import {AccessLog, LogPosition} from '../../audit';
import {CaseUser, findCaseNumbered} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {NamedPerson, personNamed} from '../domain/event-item';
import {isId} from '../../platform/is-id';
import {EventQuestion} from '../domain/project-event';
import {filtersOf} from '../domain/question-filters';
import {SEEING, Sighting, SightingCount} from '../domain/sightings';
import {findPersonAt} from '../persistence/desk-rows';
import {CaseSights} from './case-sights';
import {ReadEvents} from './read-events';

export interface Sightings {
  readonly items: readonly (Omit<Sighting, 'who'> & {readonly who: NamedPerson | null})[];
  /** False when there was more to count than is counted at once. */
  readonly complete: boolean;
}

const BATCH = 500;
const MOST_BATCHES = 40;

/** Who saw this case, and what this person saw: the two questions that are asked most, added up. */
@Injectable()
export class NamedQuestions {
  readonly #log: AccessLog;
  readonly #sights: CaseSights;
  readonly #events: ReadEvents;

  constructor(log: AccessLog, sights: CaseSights, events: ReadEvents) {
    this.#log = log;
    this.#sights = sights;
    this.#events = events;
  }

  /**
   * @param wanted id or number of the case
   * @throws Problem `not_found` alike for a case that is absent and one in which the role does not count
   */
  async whoSaw(user: CaseUser, wanted: string, time: Pick<EventQuestion, 'from' | 'to'>): Promise<Sightings> {
    const reply = await this.#log.read(user.organisationId, async (tx) => {
      const caseId = await caseNamed(tx, user.organisationId, wanted);
      const sight = caseId === null ? null : (await this.#sights.of(tx, user, [caseId])).get(caseId);
      if (caseId === null || !sight) return {result: null, records: [asked(user, {case: wanted}, 'whoSaw')]};
      return this.#answer(tx, user, {...time, case: caseId, kinds: SEEING});
    });
    if (!reply) throw problems.notFound();
    return reply;
  }

  /**
   * What one person saw, as far as the viewer may know that it was they.
   *
   * @param wanted id or e-mail address
   */
  async seenBy(user: CaseUser, wanted: string, time: Pick<EventQuestion, 'from' | 'to'>): Promise<Sightings> {
    return this.#log.read(user.organisationId, async (tx) => {
      const row = isId(wanted) ? null : await tx.row(findPersonAt, [user.organisationId, wanted]);
      return this.#answer(tx, user, {...time, who: row?.id ?? wanted, kinds: SEEING});
    });
  }

  async #answer(
    tx: ReadTransaction,
    user: CaseUser,
    question: EventQuestion,
  ): Promise<{result: Sightings; records: ReturnType<typeof asked>[]}> {
    const count = new SightingCount();
    let after: LogPosition | null = null;
    let complete = false;
    for (let round = 0; round < MOST_BATCHES && !complete; round += 1) {
      const batch = await this.#events.batch(tx, user, question, {after, size: BATCH});
      count.add(batch.items, question.case);
      after = batch.next;
      complete = after === null;
    }
    const all = count.all();
    const names = await this.#events.names(
      tx,
      user.organisationId,
      all.flatMap(({who}) => who ?? []),
    );
    const items = all.map((sighting) => ({...sighting, who: personNamed(sighting.who, names)}));
    const type = question.case === undefined ? 'seenBy' : 'whoSaw';
    return {result: {items, complete}, records: [asked(user, filtersOf(question), type)]};
  }
}

const asked = (user: CaseUser, filters: Readonly<Record<string, unknown>>, type: string) =>
  deskRecord(user, {kind: 'read', type: 'logSearched', action: 'R', details: {question: type, filters}});

/** @returns the id of the case with this id or number */
async function caseNamed(
  tx: ReadTransaction,
  organisationId: string,
  wanted: string,
): Promise<string | null> {
  if (isId(wanted)) return wanted;
  return (await tx.row(findCaseNumbered, [organisationId, wanted]))?.id ?? null;
}
