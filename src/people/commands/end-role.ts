import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {configurationRecord} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {Notices} from '../../notices';
import {Clock} from '../../platform/clock/clock';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {lockAdministrators} from '../persistence/people-rows';
import {endGrant, findChairs} from '../persistence/proposal-rows';
import {ProposedRole} from './propose-role';

/** @throws Problem `action_not_allowed` when nobody but this person could administer the organisation afterwards */
export async function keepAnAdministrator(
  tx: WriteTransaction,
  organisationId: string,
  personId: string,
): Promise<void> {
  const administrators = await tx.rows(lockAdministrators, [organisationId]);
  if (administrators.length > 0 && administrators.every(({person_id}) => person_id === personId))
    throw problems.actionNotAllowed('They are the only administrator; make somebody else one first.');
}

/** Takes a role away. One person may: it shows nobody anything, and must not wait when somebody leaves. */
@Injectable()
export class EndRole {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found` for a role that is not held, `action_not_allowed` for the last administrator's */
  async run(by: SignedInPerson, {personId, role, committeeId, reason}: ProposedRole): Promise<void> {
    const {organisationId: organisation} = by;
    await this.transactions.run(organisation, async (tx) => {
      if (role === 'administrator') await keepAnAdministrator(tx, organisation, personId);
      const at = this.clock.now();
      const ended = await tx.write(endGrant, [organisation, personId, role, committeeId, at]);
      if (ended.length === 0) throw problems.notFound();
      for (const {person_id: person} of await tx.rows(findChairs, [organisation, committeeId]))
        if (person !== by.personId)
          await this.notices.notify(tx, {organisation, person, caseId: null, kind: 'roleEnded', at});
      const details = {role, committeeId, reason};
      const event = {type: 'roleEnded', action: 'D', on: personId, details} as const;
      return {result: null, records: [configurationRecord(by.personId, event)]};
    });
  }
}
