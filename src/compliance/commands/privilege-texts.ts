import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {problems} from '../../platform/errors/problem';
import {DeskPerson, deskRecord} from '../domain/desk-record';
import {isId} from '../../platform/is-id';
import {PrivilegeExample, composed, privilegeFaults} from '../domain/privilege-text';
import {approveText, insertText, lockCommittee, lockText, showText} from '../persistence/privilege-rows';

export type NewPrivilegeText = Omit<PrivilegeExample, 'title' | 'reviewed_by'>;

interface DeskUser extends DeskPerson {
  readonly organisationId: string;
}

/** Enters a committee's privilege text, and puts it on every page once counsel has approved it. */
@Injectable()
export class PrivilegeTexts {
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor(transaction: AuditedTransaction, clock: Clock, randomness: Randomness) {
    this.#transaction = transaction;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  /**
   * Enters the next version. Nothing shows it before it is approved.
   *
   * @returns its id
   * @throws Problem `not_found` for no committee of ours, `invalid` for a text that no page bears
   */
  async enter(
    user: DeskUser,
    committeeId: string,
    wanted: NewPrivilegeText,
  ): Promise<{id: string; version: number}> {
    const {organisationId, personId} = user;
    return this.#transaction.run(organisationId, async (tx) => {
      const committee = await tx.row(lockCommittee, [organisationId, committeeId]);
      if (!committee) throw problems.notFound();
      const named = namedIn(wanted, {organisation: committee.organisation, committee: committee.name});
      const faults = privilegeFaults(named).map((detail) => ({pointer: '/text', detail}));
      if (faults.length > 0) throw problems.invalid(faults);
      const id = this.#randomness.uuid();
      const version = committee.last + 1;
      const {jurisdiction, statute, text, purpose, prohibition, source} = named;
      const fields = [jurisdiction, statute, text, purpose, prohibition, source];
      await tx.write(insertText, [
        organisationId,
        id,
        committeeId,
        version,
        ...fields,
        personId,
        this.#clock.now(),
      ]);
      const act = {
        kind: 'configuration',
        type: 'privilegeTextEntered',
        action: 'C',
        on: committeeId,
      } as const;
      return {
        result: {id, version},
        records: [deskRecord(user, {...act, details: {version}, why: 'HLEGAL'})],
      };
    });
  }

  /**
   * Records that counsel approved a text; from now on it stands on every page, export and case of its committee.
   *
   * @param counsel who approved it, by name
   * @throws Problem `not_found`; `invalid` when it was approved already
   */
  async approve(user: DeskUser, id: string, counsel: string): Promise<void> {
    const {organisationId, personId} = user;
    await this.#transaction.run(organisationId, async (tx) => {
      const row = isId(id) ? await tx.row(lockText, [organisationId, id]) : null;
      if (!row) throw problems.notFound();
      if (row.approved_at)
        throw problems.invalid([{pointer: '/counsel', detail: 'has approved this version already'}]);
      await tx.write(approveText, [organisationId, id, counsel, personId, this.#clock.now()]);
      const shown = composed(row, {organisation: '', committee: row.committee});
      await tx.write(showText, [organisationId, row.committee_id, shown]);
      const act = {
        kind: 'configuration',
        type: 'privilegeTextApproved',
        action: 'U',
        on: row.committee_id,
      } as const;
      const details = {version: row.version, name: counsel};
      return {result: undefined, records: [deskRecord(user, {...act, details, why: 'HLEGAL'})]};
    });
  }
}

/** The text with the names that it will bear, so that what counsel reads is what is printed. */
function namedIn(
  wanted: NewPrivilegeText,
  names: {organisation: string; committee: string},
): NewPrivilegeText {
  const one = (part: 'text' | 'purpose' | 'prohibition'): string =>
    composed({text: '', purpose: '', prohibition: '', [part]: wanted[part]}, names);
  return {...wanted, text: one('text'), purpose: one('purpose'), prohibition: one('prohibition')};
}
