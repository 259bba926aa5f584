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
  /** Id of a case, person or programme; empty for all. */
  readonly subject: string;
  readonly reason: string;
}

/** What is kept for how long, by whose word; and what is held whatever the policies say. */
@Injectable()
export class RetentionRules {
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor(transaction: AuditedTransaction, clock: Clock, randomness: Randomness) {
    this.#transaction = transaction;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  /** Enters a policy that counsel approved, in the place of the one before. @returns its id */
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
      await tx.write(insertPolicy, [organisationId, id, ...values]);
      const details = {policy: id, replaces: former?.id ?? null, class: name, programme, years, approvedOn};
      const act = {kind: 'configuration', type: 'retentionPolicyEntered', action: 'C', details} as const;
      return {result: id, records: [deskRecord(user, act)]};
    });
  }

  /** @returns the hold's id */
  async placeHold(user: CaseUser, {scope, subject, reason}: NewHold): Promise<string> {
    const now = this.#clock.now();
    const id = this.#randomness.uuid();
    const {organisationId, personId} = user;
    if ((scope === 'all') !== (subject === ''))
      throw problems.invalid([{pointer: '/subject', detail: 'names what is held, and is left out for all'}]);
    return this.#transaction.run(organisationId, async (tx) => {
      await tx.write(insertHold, [organisationId, id, scope, subject, reason, personId, now]);
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
      if (!hold) throw problems.notFound();
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
