import {Injectable} from '@nestjs/common';
import {AuditedTransaction, configurationRecord} from '../../audit';

import type {SignedInPerson} from '../../identity';
import {Notices} from '../../notices';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {endGrant, findChairs} from '../persistence/proposal-rows';
import {keepAnAdministrator} from './keep-an-administrator';
import {ProposedRole} from './propose-role';

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
      return {result: null, records: [configurationRecord(by, event)]};
    });
  }
}
