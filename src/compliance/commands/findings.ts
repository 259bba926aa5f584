import {Injectable} from '@nestjs/common';
import {AuditedTransaction, LogPosition} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {isId} from '../../platform/is-id';
import {DeskEvent} from '../domain/project-event';
import {SEEING, isSighting} from '../domain/sightings';
import {Access, FindingState, unusualAccess} from '../domain/unusual-access';
import {changeFinding, insertFinding, lockFinding} from '../persistence/finding-rows';
import {findOrganisation} from '../persistence/desk-rows';
import {EventBatch, ReadEvents} from '../queries/read-events';

const BATCH = 1000;
const DAY = 86_400_000;
const MOST_DAYS = 92;

/** Looks for unusual access, and records what came of it. */
@Injectable()
export class Findings {
  readonly #transaction: AuditedTransaction;
  readonly #database: ReadDatabase;
  readonly #events: ReadEvents;
  readonly #source: {clock: Clock; randomness: Randomness};

  constructor(
    transaction: AuditedTransaction,
    database: ReadDatabase,
    events: ReadEvents,
    clock: Clock,
    randomness: Randomness,
  ) {
    this.#transaction = transaction;
    this.#database = database;
    this.#events = events;
    this.#source = {clock, randomness};
  }

  /**
   * Looks at a time of at most 92 days. Who acted under a relation whose identity the gate hides is left out.
   *
   * @returns how many findings are new
   * @throws Problem `invalid`
   */
  async look(user: CaseUser, {from, to}: {from: Date; to: Date}): Promise<{found: number; new: number}> {
    if (from >= to || to.getTime() - from.getTime() > MOST_DAYS * DAY)
      throw problems.invalid([{pointer: '/to', detail: `must be after from, by ${MOST_DAYS} days at most`}]);
    const {organisationId} = user;
    const row = await this.#database.read((tx) => tx.row(findOrganisation, [organisationId]));
    const found = unusualAccess(await this.#accesses(user, from, to), row?.time_zone ?? 'UTC');
    const {clock, randomness} = this.#source;
    return this.#transaction.run(organisationId, async (tx) => {
      let fresh = 0;
      for (const {rule, who, day, since, until, evidence} of found) {
        const fingerprint = `${rule}/${day}/${who}`;
        const place = [organisationId, randomness.uuid(), fingerprint, rule, who, since, until];
        fresh += (await tx.write(insertFinding, [...place, JSON.stringify(evidence), clock.now()])).length;
      }
      const filters = {from: from.toISOString(), to: to.toISOString()};
      const act = {kind: 'read', type: 'unusualAccessSought', action: 'E'} as const;
      return {
        result: {found: found.length, new: fresh},
        records: [deskRecord(user, {...act, details: {filters, count: fresh}})],
      };
    });
  }

  /**
   * Says of a finding that it is explained or confirmed, or opens it again.
   *
   * @throws Problem `not_found`, also for whoever the finding is about
   */
  async change(
    user: CaseUser,
    id: string,
    {state, reason}: {state: FindingState; reason: string},
  ): Promise<void> {
    const {organisationId, personId} = user;
    await this.#transaction.run(organisationId, async (tx) => {
      const row = isId(id) ? await tx.row(lockFinding, [organisationId, id]) : null;
      if (!row || row.person_id === personId) throw problems.notFound();
      const now = this.#source.clock.now();
      await tx.write(changeFinding, [organisationId, id, state, reason, personId, now]);
      const act = {kind: 'change', type: 'findingChanged', action: 'U', on: id} as const;
      const details = {rule: row.rule, from: row.state, to: state};
      return {result: undefined, records: [deskRecord(user, {...act, details})]};
    });
  }

  async #accesses(user: CaseUser, from: Date, to: Date): Promise<Access[]> {
    const all: Access[] = [];
    let after: LogPosition | null = null;
    const question = {kinds: [...SEEING, 'refusal'], from, to};
    do {
      const place: LogPosition | null = after;
      const batch: EventBatch = await this.#database.read((tx) =>
        this.#events.batch(tx, user, question, {after: place, size: BATCH}),
      );
      all.push(...batch.items.flatMap(accessOf));
      after = batch.next;
    } while (after);
    return all;
  }
}

/**
 * What counts: a person's look at content, or a refusal to show it. Work at the desk itself is none, nor a request that
 * was refused for its form or its time.
 */
function accessOf(item: DeskEvent): Access[] {
  const {event, leaf, at, kind} = item;
  if (!event?.who || !isId(event.who) || event.why === 'HCOMPL' || !isSighting(item)) return [];
  if (event.type === 'requestRefused' && event.details['code'] !== 'not_found') return [];
  return [{leaf, at: new Date(at), who: event.who, as: event.as, refused: kind === 'refusal'}];
}
