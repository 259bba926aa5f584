import {Injectable} from '@nestjs/common';
import {AtLeastOne, AuditRecord} from '../../audit';
import {WriteTransaction} from '../../platform/database/transaction';
import {Fault, problems} from '../../platform/errors/problem';
import {PasswordHasher} from '../password-hasher';
import {judgePassword} from '../password-rule';
import {CreateOrganisation, organisationFaults} from './create-organisation';
import {CreatePerson, personFaults} from './create-person';
import {GrantRole} from './grant-role';
import {SetPassword} from './set-password';

export interface NewFoundation {
  readonly organisation: {readonly name: string; readonly timeZone: string};
  readonly administrator: {readonly displayName: string; readonly email: string; readonly password: string};
}

/** A foundation without faults; its password is hashed. */
export interface CheckedFoundation extends NewFoundation {
  readonly stored: string;
}

const under = (part: string, faults: readonly Fault[]): Fault[] =>
  faults.map(({pointer, detail}) => ({pointer: `/${part}${pointer}`, detail}));

/** An organisation and whoever administers it first, before there is anybody who could enter them. */
@Injectable()
export class FoundOrganisation {
  constructor(
    private readonly organisations: CreateOrganisation,
    private readonly people: CreatePerson,
    private readonly passwords: SetPassword,
    private readonly roles: GrantRole,
    private readonly hasher: PasswordHasher,
  ) {}

  /** @throws Problem `invalid` with every fault of it */
  async check({organisation, administrator}: NewFoundation): Promise<CheckedFoundation> {
    const {displayName, email, password} = administrator;
    const weak = await judgePassword(password, [email, displayName]);
    const faults = [
      ...under('organisation', organisationFaults(organisation)),
      ...under('administrator', personFaults({displayName, email})),
      ...under('administrator', weak === null ? [] : [{pointer: '/password', detail: weak}]),
    ];
    if (faults.length > 0) throw problems.invalid(faults);
    return {organisation, administrator, stored: await this.hasher.hash(password)};
  }

  /** Writes it as part of the caller's transaction. @returns what is to be put on record */
  async within(
    tx: WriteTransaction,
    {organisation, administrator, stored}: CheckedFoundation,
    {organisationId, personId, by}: {organisationId: string; personId: string; by: string},
  ): Promise<AtLeastOne<AuditRecord>> {
    const {displayName, email} = administrator;
    const grant = {organisationId, personId, role: 'administrator'};
    return [
      await this.organisations.within(tx, {...organisation, id: organisationId}, by),
      await this.people.within(tx, organisationId, {displayName, email, id: personId}, by),
      await this.passwords.within(tx, {organisationId, personId, stored}, by),
      await this.roles.within(tx, grant, by),
    ];
  }
}
