import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, Author, configurationRecord} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadTransaction, WriteTransaction} from '../../platform/database/transaction';
import {Fault, problems} from '../../platform/errors/problem';
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
   * @param by who does it
   * @throws Problem `invalid` for an unknown role or committee, `not_found` for nobody
   */
  async run(grant: NewGrant, by: Author): Promise<void> {
    await this.transactions.run(grant.organisationId, async (tx) => {
      await refuseImpossibleGrant(tx, grant);
      return {result: null, records: [await this.within(tx, grant, by)]};
    });
  }

  /** Gives a role as part of the caller's transaction. @returns what is to be put on record */
  async within(tx: WriteTransaction, grant: NewGrant, by: Author): Promise<AuditRecord> {
    const {organisationId, personId, role, committeeId = null} = grant;
    const values = [organisationId, personId, role, committeeId, this.clock.now()];
    const granted = await tx.write(insertGrant, values);
    const details = {role, committeeId, already: granted.length === 0};
    return configurationRecord(by, {type: 'roleGranted', action: 'C', on: personId, details});
  }
}

/** @throws Problem `invalid` for an unknown role or committee, `not_found` for nobody */
export async function refuseImpossibleGrant(
  tx: ReadTransaction,
  {organisationId, personId, role, committeeId = null}: NewGrant,
): Promise<void> {
  const faults = grantFaults(role, committeeId !== null);
  if (faults.length > 0) throw problems.invalid(faults);
  if (!(await tx.row(findPerson, [organisationId, personId]))) throw problems.notFound();
  if (committeeId === null || (await tx.row(findCommittee, [organisationId, committeeId]))) return;
  throw problems.invalid([{pointer: '/committeeId', detail: 'is no committee of this organisation'}]);
}
