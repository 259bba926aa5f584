import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, configurationRecord} from '../../audit';
import {GrantRole} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {Notices} from '../../notices';
import {Clock} from '../../platform/clock/clock';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {concerns, decisionFault} from '../domain/role-decision';
import {ProposalRow, decide, findChairs, lockProposal} from '../persistence/proposal-rows';

export type Decision = 'granted' | 'declined';

/** The second person's word on a role. What is granted counts at the next request of whoever has it. */
@Injectable()
export class DecideProposal {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly grants: GrantRole,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found` for what is none of their business, `action_not_allowed` for what they are part of */
  async run(person: SignedInPerson, id: string, decision: Decision): Promise<void> {
    const {organisationId: organisation, personId: by} = person;
    await this.transactions.run(organisation, async (tx) => {
      const row = await tx.row(lockProposal, [organisation, id]);
      const proposal = row && {...row, personId: row.person_id, proposedBy: row.proposed_by};
      if (!proposal || !concerns(person, {committeeId: proposal.committee_id})) throw problems.notFound();
      const fault = decisionFault(person, {...proposal, committeeId: proposal.committee_id});
      if (fault !== null) throw problems.actionNotAllowed(fault);
      await tx.write(decide, [organisation, id, decision, by, this.clock.now()]);
      const details = {proposal: id, role: proposal.role, committeeId: proposal.committee_id};
      const type = decision === 'granted' ? 'roleAgreed' : 'roleDeclined';
      const event = {type, action: 'U', on: proposal.personId, details} as const;
      const agreed = configurationRecord(person, event);
      const granted = decision === 'granted' ? [await this.#grant(tx, proposal, person)] : [];
      return {result: null, records: [agreed, ...granted]};
    });
  }

  async #grant(tx: WriteTransaction, row: ProposalRow, person: SignedInPerson): Promise<AuditRecord> {
    const {organisationId: organisation, personId: by} = person;
    const {person_id: personId, role, committee_id: committeeId} = row;
    // Those who preside are told before the role counts, whoever it is that now joins them.
    for (const {person_id: chair} of await tx.rows(findChairs, [organisation, committeeId]))
      if (chair !== by && chair !== personId)
        await this.notices.notify(tx, {
          organisation,
          person: chair,
          caseId: null,
          kind: 'roleGranted',
          at: this.clock.now(),
        });
    return this.grants.within(tx, {organisationId: organisation, personId, role, committeeId}, person);
  }
}
