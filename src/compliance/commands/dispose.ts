import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, RECORDS_DESTROYED, streams} from '../../audit';
import type {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey, SealBrokenError} from '../../platform/crypto/sealing';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {DESTRUCTION_EVENT} from '../domain/destruction';
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
import {nextDeskNumber} from '../persistence/retention-rows';
import {judgeCases} from '../queries/retention-desk';

/** Of the disposals: DD-2033-0001. */
const SERIES = 'DD';

export interface Disposed {
  /** Cases that went now, and those that a hold, a change of policy or a re-opening has kept. */
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

  constructor(transaction: AuditedTransaction, clock: Clock, randomness: Randomness, keys: KeyEncryptionKey) {
    this.#transaction = transaction;
    this.#clock = clock;
    this.#randomness = randomness;
    this.#keys = keys;
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
      const year = now.getUTCFullYear();
      const [next] = await tx.write(nextDeskNumber, [organisationId, SERIES, year]);
      const number = `${SERIES}-${year}-${String(next?.last).padStart(4, '0')}`;
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
    const {organisationId} = user;
    const {disposal, items} = await this.#begin(user, disposalId);
    let kept = 0;
    let executed = 0;
    for (const item of items) {
      const judged = await this.#transaction.run(organisationId, async (tx) => {
        const now = this.#clock.now();
        const still = (await judgeCases(tx, organisationId, now, item.case_id))[0]?.judged ?? [];
        const stays = item.classes.filter(
          (name) => !still.some((one) => one.class === name && one.verdict === 'due'),
        );
        if (stays.length > 0) {
          const details = {disposal: disposal.number, case: item.case_id, kept: stays};
          const act = {kind: 'disposal', type: 'disposalKept', action: 'E', details} as const;
          return {result: false, records: [deskRecord(user, act)]};
        }
        const key = item.classes.includes('content') ? this.#keyName(item) : null;
        await tx.write(disposeOfCase, [organisationId, disposal.id, item.case_id, now, key]);
        return {result: true, records: [destroyed(user, {disposal, item, key})]};
      });
      if (judged) executed += 1;
      else kept += 1;
    }
    return {executed, kept};
  }

  async #begin(
    user: CaseUser,
    disposalId: string,
  ): Promise<{disposal: DisposalRow; items: DisposalItemRow[]}> {
    const {organisationId} = user;
    return this.#transaction.run(organisationId, async (tx) => {
      const disposal = await tx.row(lockDisposal, [organisationId, disposalId]);
      if (!disposal) throw problems.notFound();
      if (disposal.approved_by === null)
        throw problems.actionNotAllowed('A second person has to approve the disposal first.');
      const items = await tx.rows(findItems, [organisationId, disposalId]);
      const open = items.filter(({executed_at}) => executed_at === null);
      const details = {disposal: disposal.number, cases: open.length};
      const act = {kind: 'disposal', type: 'disposalBegun', action: 'E', details} as const;
      return {result: {disposal, items: open}, records: [deskRecord(user, act)]};
    });
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

function destroyed(
  {personId, roles}: CaseUser,
  {disposal, item, key}: {disposal: DisposalRow; item: DisposalItemRow; key: string | null},
): AuditRecord {
  const {number, requested_by, approved_by} = disposal;
  const whole = item.classes.includes('content');
  return {
    stream: streams.organisation(),
    kind: 'disposal',
    event: {
      type: whole ? DESTRUCTION_EVENT : RECORDS_DESTROYED,
      action: 'D',
      outcome: '0',
      who: personId,
      as: [...new Set(roles.map(({role}) => role))].sort(),
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
