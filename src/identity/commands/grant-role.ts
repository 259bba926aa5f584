import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadTransaction} from '../../platform/database/transaction';
import {Fault, problems} from '../../platform/errors/problem';
import {configurationRecord} from '../configuration-record';
import {GRANTABLE_ROLES, isGrantable, needsCommittee} from '../domain/role';
import {findCommittee, findPerson, insertGrant} from '../persistence/person-statements';

export interface NewGrant {
  readonly organisationId: string;
  readonly personId: string;
  readonly role: string;
  readonly committeeId?: string | null;
}

/** What is wrong with a role by its words alone; empty when nothing is. */
export function grantFaults(role: string, hasCommittee: boolean): Fault[] {
  if (!isGrantable(role)) return [{pointer: '/role', detail: `must be one of ${GRANTABLE_ROLES.join(', ')}`}];
  return needsCommittee(role) && !hasCommittee
    ? [{pointer: '/committeeId', detail: `must name the committee of a ${role}`}]
    : [];
}

/** Gives a role; giving it twice changes nothing but is on record. */
@Injectable()
export class GrantRole {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /**
   * @param by id of a person, or `system`
   * @throws Problem `invalid` for an unknown role or committee, `not_found` for nobody
   */
  async run(grant: NewGrant, by: string): Promise<void> {
    const {organisationId, personId, role, committeeId = null} = grant;
    const faults = grantFaults(role, committeeId !== null);
    if (faults.length > 0) throw problems.invalid(faults);
    await this.transactions.run(organisationId, async (tx) => {
      await refuseUnknown(tx, {organisationId, personId, committeeId});
      const values = [organisationId, personId, role, committeeId, this.clock.now()];
      const granted = await tx.write(insertGrant, values);
      const details = {role, committeeId, already: granted.length === 0};
      const event = {type: 'roleGranted', action: 'C', on: personId, details} as const;
      return {result: null, records: [configurationRecord(by, event)]};
    });
  }
}

async function refuseUnknown(
  tx: ReadTransaction,
  {
    organisationId,
    personId,
    committeeId,
  }: {organisationId: string; personId: string; committeeId: string | null},
): Promise<void> {
  if (!(await tx.row(findPerson, [organisationId, personId]))) throw problems.notFound();
  if (committeeId === null || (await tx.row(findCommittee, [organisationId, committeeId]))) return;
  throw problems.invalid([{pointer: '/committeeId', detail: 'is no committee of this organisation'}]);
}
