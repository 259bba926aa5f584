import {Injectable} from '@nestjs/common';
import {AuditedTransaction, configurationRecord} from '../../audit';
import {refuseImpossibleGrant} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {Notices} from '../../notices';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {problems} from '../../platform/errors/problem';
import {findChairs, findGrant, insertProposal} from '../persistence/proposal-rows';

export interface ProposedRole {
  readonly personId: string;
  readonly role: string;
  readonly committeeId: string | null;
  readonly reason: string;
}

/** Proposes that somebody has a role; it counts once a second person agrees. The committee's chairs are told. */
@Injectable()
export class ProposeRole {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly notices: Notices,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @returns the proposal's id
   * @throws Problem `invalid` for an unknown role or committee, a role that is held or proposed already, and one's own
   */
  async run(proposer: SignedInPerson, {personId, role, committeeId, reason}: ProposedRole): Promise<string> {
    const {organisationId: organisation, personId: by} = proposer;
    if (personId === by)
      throw problems.invalid([
        {pointer: '/personId', detail: 'somebody else has to propose a role of yours'},
      ]);
    const id = this.randomness.uuid();
    await this.transactions.run(organisation, async (tx) => {
      await refuseImpossibleGrant(tx, {organisationId: organisation, personId, role, committeeId});
      const now = this.clock.now();
      if (await tx.row(findGrant, [organisation, personId, role, committeeId]))
        throw problems.invalid([{pointer: '/role', detail: 'they hold it already'}]);
      const row = [organisation, id, personId, role, committeeId, reason, by, now];
      if ((await tx.write(insertProposal, row)).length === 0)
        throw problems.invalid([{pointer: '/role', detail: 'is proposed for them already, and waits'}]);
      for (const {person_id: person} of await tx.rows(findChairs, [organisation, committeeId]))
        if (person !== by && person !== personId)
          await this.notices.notify(tx, {organisation, person, caseId: null, kind: 'roleProposed', at: now});
      const details = {proposal: id, role, committeeId, reason};
      const event = {type: 'roleProposed', action: 'C', on: personId, details} as const;
      return {result: null, records: [configurationRecord(proposer, event)]};
    });
    return id;
  }
}
