import {Injectable} from '@nestjs/common';
import {AuditEvent, AuditRecord, AuditedTransaction, actingAs, streams} from '../../audit';
import {
  CaseDoor,
  CaseUser,
  GlassRow,
  endGlass,
  findCaseNumbered,
  insertGlass,
  lockGlass,
  presidingPeople,
} from '../../cases';
import {COMPARTMENTS} from '../../disclosure';
import type {Compartment} from '../../disclosure';
import {Notices} from '../../notices';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {reading} from '../../platform/database/statement';
import {problems} from '../../platform/errors/problem';
import {isId} from '../../platform/is-id';
import {sealedReason} from '../persistence/glass-reason';
import {numberedCases} from '../queries/numbered-cases';

export interface GlassOrder {
  /** Id or number. */
  readonly case: string;
  readonly compartments: readonly Compartment[];
  readonly purpose: GlassRow['purpose'];
  readonly reason: string;
  /** 1 to 72. */
  readonly hours: number;
}

const HOUR = 3_600_000;

const isHeld = reading<{held: boolean}>('glass_case_held', 'SELECT case_is_held($1, $2) AS held');

/** What nobody needs to open: how a case stands, whoever may know of it sees. */
const NEVER: ReadonlySet<Compartment> = new Set(['progress', 'stage', 'process', 'number']);

export const OPENABLE: readonly Compartment[] = COMPARTMENTS.filter((compartment) => !NEVER.has(compartment));

/** Opens compartments of one case that compliance normally cannot see: with a reason, for a time, announced, on record. */
@Injectable()
export class BreakGlass {
  readonly #ports: {readonly notices: Notices; readonly randomness: Randomness};

  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly door: CaseDoor,
    private readonly clock: Clock,
    notices: Notices,
    randomness: Randomness,
  ) {
    this.#ports = {notices, randomness};
  }

  /**
   * @returns its id, and when it ends by itself
   * @throws Problem `not_found` for a case in which their role does not count, `invalid` for what they see already,
   *   `action_not_allowed` when nobody presides to whom it can be announced, or the case is under no hold that it names
   */
  async open(user: CaseUser, order: GlassOrder): Promise<{id: string; endsAt: Date}> {
    const {organisationId: organisation, personId} = user;
    const now = this.clock.now();
    return this.transaction.run(organisation, async (tx) => {
      const caseId = isId(order.case)
        ? order.case
        : (await tx.row(findCaseNumbered, [organisation, order.case]))?.id;
      const seen = caseId === undefined ? null : await this.door.see(tx, user, caseId, {lock: true});
      if (!seen?.view.relations.has('compliance') || !seen.view.disclosed.sees.has('number'))
        throw problems.notFound();
      const {stored, view} = seen;
      const faults = order.compartments.flatMap((compartment, index) =>
        view.disclosed.sees.has(compartment)
          ? [{pointer: `/compartments/${index}`, detail: 'is open to you already'}]
          : [],
      );
      if (faults.length > 0) throw problems.invalid(faults);
      const held = await tx.row(isHeld, [organisation, stored.row.id]);
      if (order.purpose === 'legalHold' && !held?.held)
        throw problems.actionNotAllowed(
          'The case is under no legal hold: place one first, or name compliance.',
        );
      const told = await presidingPeople(tx, stored, [personId]);
      if (told.length === 0)
        throw problems.actionNotAllowed(
          'Nobody is there to announce it to: the committee has neither chair nor vice-chair who is free of the case.',
        );
      const id = this.#ports.randomness.uuid();
      const endsAt = new Date(now.getTime() + order.hours * HOUR);
      const compartments = [...new Set(order.compartments)].sort();
      const {content, commitment} = sealedReason(stored, id, order.reason, this.#ports.randomness);
      const row = [organisation, id, stored.row.id, personId, compartments, order.purpose, content];
      await tx.write(insertGlass, [...row, now, endsAt]);
      for (const person of told)
        await this.#ports.notices.notify(tx, {
          ...{organisation, person, caseId: stored.row.id, at: now},
          kind: 'glassBroken',
        });
      const {purpose} = order;
      const details = {glass: id, compartments, purpose, commitment, until: endsAt.toISOString(), told};
      const event = {type: 'glassBroken', why: purpose === 'legalHold' ? 'HLEGAL' : 'BTG', details} as const;
      return {result: {id, endsAt}, records: [glassRecord(user, stored.row.id, event)]};
    });
  }

  /**
   * Ends it before its time.
   *
   * @throws Problem `not_found` for what is absent or not theirs to know, `action_not_allowed` when it has ended
   */
  async end(user: CaseUser, id: string): Promise<void> {
    const {organisationId, personId} = user;
    const now = this.clock.now();
    await this.transaction.run(organisationId, async (tx) => {
      const glass = await tx.row(lockGlass, [organisationId, id]);
      if (!glass || !(await numberedCases(tx, this.door, user, [glass.case_id])).has(glass.case_id))
        throw problems.notFound();
      if (glass.ended_at || glass.ends_at <= now) throw problems.actionNotAllowed('It has ended already.');
      await tx.write(endGlass, [organisationId, id, now, personId]);
      const event = {type: 'glassMended', details: {glass: id}} as const;
      return {result: undefined, records: [glassRecord(user, glass.case_id, event)]};
    });
  }
}

const glassRecord = (
  {personId, roles}: CaseUser,
  caseId: string,
  event: Pick<AuditEvent, 'type' | 'details' | 'why'>,
): AuditRecord => ({
  stream: streams.access(caseId),
  kind: 'breakGlass',
  event: {action: 'E', outcome: '0', who: personId, as: actingAs(roles), on: caseId, ...event},
});
