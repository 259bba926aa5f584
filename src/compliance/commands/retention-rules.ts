import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import type {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import type {HoldScope, RecordClass} from '../domain/retention';
import {
  askRelease,
  endPolicy,
  insertHold,
  insertPolicy,
  lockHold,
  releaseHold,
} from '../persistence/retention-rows';
import {HeldSubjects} from '../queries/held-subjects';

export interface NewPolicy {
  readonly class: RecordClass;
  readonly programme: string;
  readonly years: number;
  readonly counsel: string;
  /** YYYY-MM-DD. */
  readonly approvedOn: string;
  readonly document: string;
}

export interface NewHold {
  readonly scope: HoldScope;
  /** Id of a case, person or programme, or the number of a case; empty for all. */
  readonly subject: string;
  readonly reason: string;
}

/** What is wrong with a subject that holds nothing. */
const nothingHeld: Readonly<Record<HoldScope, string>> = {
  case: 'must be the id or number of a case that you may see',
  person: 'must be the id of a person',
  programme: 'must be the id of a programme',
  all: 'is left out for all',
};

/** What is kept for how long, by whose word; and what is held whatever the policies say. */
@Injectable()
export class RetentionRules {
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  readonly #subjects: HeldSubjects;

  constructor(transaction: AuditedTransaction, clock: Clock, randomness: Randomness, subjects: HeldSubjects) {
    this.#transaction = transaction;
    this.#clock = clock;
    this.#randomness = randomness;
    this.#subjects = subjects;
  }

  /**
   * Enters a policy that counsel approved, in the place of the one before.
   *
   * @returns its id
   * @throws Problem `invalid`, or `action_not_allowed` when somebody else does so at the same time
   */
  async enterPolicy(user: CaseUser, policy: NewPolicy): Promise<string> {
    const now = this.#clock.now();
    const id = this.#randomness.uuid();
    const {organisationId, personId} = user;
    if (policy.approvedOn > now.toISOString().slice(0, 10))
      throw problems.invalid([{pointer: '/approvedOn', detail: 'lies in the future'}]);
    return this.#transaction.run(organisationId, async (tx) => {
      const {class: name, programme, years, counsel, approvedOn, document} = policy;
      const [former] = await tx.write(endPolicy, [organisationId, name, programme, now]);
      const values = [name, programme, years, counsel, approvedOn, document, personId, now];
      const entered = await tx.write(insertPolicy, [organisationId, id, ...values]);
      if (entered.length === 0)
        throw problems.actionNotAllowed('Somebody else has just entered a policy for these records.');
      const details = {policy: id, replaces: former?.id ?? null, class: name, programme, years, approvedOn};
      const act = {kind: 'configuration', type: 'retentionPolicyEntered', action: 'C', details} as const;
      return {result: id, records: [deskRecord(user, act)]};
    });
  }

  /**
   * @returns the hold's id
   * @throws Problem `invalid` when there is no such subject, or none of which this person may know
   */
  async placeHold(user: CaseUser, {scope, subject, reason}: NewHold): Promise<string> {
    const now = this.#clock.now();
    const id = this.#randomness.uuid();
    const {organisationId, personId} = user;
    return this.#transaction.run(organisationId, async (tx) => {
      const held = await this.#subjects.canonical(tx, user, {scope, subject});
      if (held === null) throw problems.invalid([{pointer: '/subject', detail: nothingHeld[scope]}]);
      await tx.write(insertHold, [organisationId, id, scope, held, reason, personId, now]);
      const details = {hold: id, scope};
      const act = {kind: 'configuration', type: 'legalHoldPlaced', action: 'C', details} as const;
      return {result: id, records: [deskRecord(user, {...act, why: 'HLEGAL'})]};
    });
  }

  /**
   * The first asks for the release and says why; a second person releases.
   *
   * @returns whether it is released now
   * @throws Problem `not_found`, or `action_not_allowed` when it was released already or the same person comes twice
   */
  async release(user: CaseUser, holdId: string, reason: string): Promise<boolean> {
    const now = this.#clock.now();
    const {organisationId, personId} = user;
    return this.#transaction.run(organisationId, async (tx) => {
      const hold = await tx.row(lockHold, [organisationId, holdId]);
      if (!hold || (await this.#subjects.visible(tx, user, [hold])).length === 0) throw problems.notFound();
      if (hold.released_at) throw problems.actionNotAllowed('The hold was released already.');
      if (hold.release_asked_by === personId)
        throw problems.actionNotAllowed('A second person has to release the hold.');
      const released = hold.release_asked_by !== null;
      if (released) await tx.write(releaseHold, [organisationId, holdId, personId, now]);
      else await tx.write(askRelease, [organisationId, holdId, personId, now, reason]);
      const act = {
        kind: 'configuration',
        type: released ? 'legalHoldReleased' : 'legalHoldReleaseAsked',
        action: 'U',
        details: {hold: holdId, scope: hold.scope, ...(released && {askedBy: hold.release_asked_by})},
        why: 'HLEGAL',
      } as const;
      return {result: released, records: [deskRecord(user, act)]};
    });
  }
}
