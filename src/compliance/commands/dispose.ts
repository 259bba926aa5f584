import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, actingAs, streams} from '../../audit';
import type {Changed} from '../../audit';
import {CaseDoor, CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey, SealBrokenError} from '../../platform/crypto/sealing';
import {sqlState} from '../../platform/database/sql-state';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {underSavepoint} from '../../platform/jobs/under-savepoint';
import {deskRecord} from '../domain/desk-record';
import {disposalEvent} from '../domain/destruction';
import type {RecordClass} from '../domain/retention';
import {
  DisposalItemRow,
  DisposalRow,
  approveDisposal,
  disposeOfCase,
  findItems,
  insertDisposal,
  insertDisposalItem,
  lockDisposal,
} from '../persistence/disposal-rows';
import {numberedCases} from '../queries/numbered-cases';
import {judgeCases} from '../queries/retention-desk';
import {takeNumber} from './take-number';

/** insufficient_privilege: what `dispose_of_case` raises. */
const REFUSED = '42501';

export interface Disposed {
  /** Cases that went now, and those that a hold, a change of policy or a re-opening has kept, as far as the person may know. */
  readonly executed: number;
  readonly kept: number;
}

/** Asked for by one person, approved by another, then carried out case by case. */
@Injectable()
export class Dispose {
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #keys: KeyEncryptionKey;

  readonly #door: CaseDoor;

  constructor(
    transaction: AuditedTransaction,
    clock: Clock,
    randomness: Randomness,
    keys: KeyEncryptionKey,
    door: CaseDoor,
  ) {
    this.#transaction = transaction;
    this.#clock = clock;
    this.#randomness = randomness;
    this.#keys = keys;
    this.#door = door;
  }

  /**
   * Lists what is due now; nothing goes by this.
   *
   * @returns the disposal's id
   * @throws Problem `action_not_allowed` when nothing is due
   */
  async request(user: CaseUser): Promise<string> {
    const {organisationId, personId} = user;
    const now = this.#clock.now();
    const id = this.#randomness.uuid();
    return this.#transaction.run(organisationId, async (tx) => {
      const due = (await judgeCases(tx, organisationId, now)).flatMap(({row, judged}) => {
        const going = judged.filter(({verdict}) => verdict === 'due');
        return going.length > 0 ? [{row, going}] : [];
      });
      if (due.length === 0) throw problems.actionNotAllowed('Nothing is due; the dry run says why.');
      const number = await takeNumber(tx, organisationId, {series: 'DD', now});
      await tx.write(insertDisposal, [organisationId, id, number, personId, now]);
      for (const {row, going} of due) {
        const classes = going.map((one) => one.class);
        const policies = [...new Set(going.flatMap(({policy}) => policy ?? []))];
        await tx.write(insertDisposalItem, [organisationId, id, row.id, classes, policies, row.stage_since]);
      }
      const details = {disposal: number, cases: due.length};
      const act = {kind: 'disposal', type: 'disposalRequested', action: 'C', details} as const;
      return {result: id, records: [deskRecord(user, act)]};
    });
  }

  /** @throws Problem `not_found`; `action_not_allowed` for whoever asked for it, and when it is approved already */
  async approve(user: CaseUser, disposalId: string): Promise<void> {
    const {organisationId, personId} = user;
    await this.#transaction.run(organisationId, async (tx) => {
      const disposal = await tx.row(lockDisposal, [organisationId, disposalId]);
      if (!disposal) throw problems.notFound();
      if (disposal.approved_by !== null) throw problems.actionNotAllowed('It is approved already.');
      if (disposal.requested_by === personId)
        throw problems.actionNotAllowed('A second person has to approve the disposal.');
      await tx.write(approveDisposal, [organisationId, disposalId, personId, this.#clock.now()]);
      const details = {disposal: disposal.number, requestedBy: disposal.requested_by};
      const act = {kind: 'disposal', type: 'disposalApproved', action: 'U', details} as const;
      return {result: undefined, records: [deskRecord(user, act)]};
    });
  }

  /**
   * Carries out what is approved, each case in a transaction of its own: what was cut short goes on when it is asked
   * for again. A case that is held by now, or no longer due, stays.
   *
   * @throws Problem `not_found`, or `action_not_allowed` before the approval
   */
  async execute(user: CaseUser, disposalId: string): Promise<Disposed> {
    const {cases, seen} = await this.#begin(user, disposalId);
    let kept = 0;
    let executed = 0;
    for (const caseId of cases) {
      const outcome = await this.#transaction.run(user.organisationId, (tx) =>
        this.#one(tx, user, {disposalId, caseId}),
      );
      if (!seen.has(caseId)) continue;
      if (outcome === 'executed') executed += 1;
      if (outcome === 'kept') kept += 1;
    }
    return {executed, kept};
  }

  async #begin(
    user: CaseUser,
    disposalId: string,
  ): Promise<{cases: readonly string[]; seen: ReadonlySet<string>}> {
    return this.#transaction.run(user.organisationId, async (tx) => {
      const disposal = await approved(tx, user, disposalId);
      const items = await tx.rows(findItems, [user.organisationId, disposalId, null]);
      const cases = items.filter(({executed_at}) => executed_at === null).map(({case_id}) => case_id);
      const seen = await numberedCases(tx, this.#door, user, cases);
      const details = {disposal: disposal.number, cases: cases.length};
      const act = {kind: 'disposal', type: 'disposalBegun', action: 'E', details} as const;
      return {result: {cases, seen}, records: [deskRecord(user, act)]};
    });
  }

  /** One case, alone at it: whoever carries out the same disposal waits, and finds what is done. */
  async #one(
    tx: WriteTransaction,
    user: CaseUser,
    {disposalId, caseId}: {disposalId: string; caseId: string},
  ): Promise<Changed<'executed' | 'kept' | 'already'>> {
    const {organisationId} = user;
    const now = this.#clock.now();
    const disposal = await approved(tx, user, disposalId);
    const item = await tx.row(findItems, [organisationId, disposalId, caseId]);
    if (!item) throw problems.notFound();
    const stays = (kept: readonly RecordClass[], already: boolean): [AuditRecord] => {
      const details = {disposal: disposal.number, case: caseId, kept, already};
      return [deskRecord(user, {kind: 'disposal', type: 'disposalKept', action: 'E', details})];
    };
    if (item.executed_at) return {result: 'already', records: stays([], true)};
    const judged = (await judgeCases(tx, organisationId, now, caseId))[0]?.judged ?? [];
    const due = new Set(judged.flatMap((one) => (one.verdict === 'due' ? one.class : [])));
    const undue = item.classes.filter((name) => !due.has(name));
    if (undue.length > 0) return {result: 'kept', records: stays(undue, false)};
    const key = item.classes.includes('content') ? this.#keyName(item) : null;
    const done = await underSavepoint(tx, () =>
      tx.write(disposeOfCase, [organisationId, disposalId, caseId, now, key]),
    );
    if (done.done) return {result: 'executed', records: [destroyed(user, {disposal, item, key})]};
    // The database judges for itself, and last: the policy of then was replaced, or a hold came in between.
    if (sqlState(done.error) !== REFUSED) throw done.error;
    return {result: 'kept', records: stays(item.classes, false)};
  }

  /** SHA-256("collegium/case-key" || key), hex; null when the key no longer opens. */
  #keyName({case_id, wrapped}: DisposalItemRow): string | null {
    if (!wrapped) return null;
    try {
      const key = this.#keys.unwrap(`case/${case_id}`, wrapped);
      return createHash('sha256').update('collegium/case-key').update(key).digest('hex');
    } catch (error) {
      if (error instanceof SealBrokenError) return null;
      throw error;
    }
  }
}

/** The disposal, locked. */
async function approved(
  tx: WriteTransaction,
  {organisationId}: CaseUser,
  disposalId: string,
): Promise<DisposalRow> {
  const disposal = await tx.row(lockDisposal, [organisationId, disposalId]);
  if (!disposal) throw problems.notFound();
  if (disposal.approved_by === null)
    throw problems.actionNotAllowed('A second person has to approve the disposal first.');
  return disposal;
}

function destroyed(
  {personId, roles}: CaseUser,
  {disposal, item, key}: {disposal: DisposalRow; item: DisposalItemRow; key: string | null},
): AuditRecord {
  const {number, requested_by, approved_by} = disposal;
  return {
    stream: streams.organisation(),
    kind: 'disposal',
    event: {
      type: disposalEvent(item.classes),
      action: 'D',
      outcome: '0',
      who: personId,
      as: actingAs(roles),
      on: item.case_id,
      details: {
        disposal: number,
        key,
        classes: item.classes,
        policies: item.policies,
        requestedBy: requested_by,
        approvedBy: approved_by,
      },
    },
  };
}
