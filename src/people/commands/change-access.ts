import {Injectable} from '@nestjs/common';
import {AuditedTransaction, configurationRecord} from '../../audit';
import {endApiTokens, endSessionsOf} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {findOne, setDisabled} from '../persistence/people-rows';
import {keepAnAdministrator} from './keep-an-administrator';

export interface AccessChange {
  readonly personId: string;
  readonly disabled: boolean;
  readonly reason: string;
}

/** Shuts somebody out, at once and whatever sessions they have open, or lets them in again. Their records stay. */
@Injectable()
export class ChangeAccess {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found` for nobody, `action_not_allowed` for oneself and for the last administrator */
  async run(by: SignedInPerson, {personId, disabled, reason}: AccessChange): Promise<void> {
    const {organisationId: organisation} = by;
    if (personId === by.personId)
      throw problems.actionNotAllowed('Somebody else has to do this to your account.');
    await this.transactions.run(organisation, async (tx) => {
      if (!(await tx.row(findOne, [organisation, personId]))) throw problems.notFound();
      if (disabled) await keepAnAdministrator(tx, organisation, personId);
      const now = this.clock.now();
      await tx.write(setDisabled, [organisation, personId, disabled ? now : null]);
      const ended = disabled ? await tx.write(endSessionsOf, [organisation, personId, now]) : [];
      if (disabled) await tx.write(endApiTokens, [organisation, personId, now, null]);
      const details = {reason, sessionsEnded: ended.length};
      const type = disabled ? 'accountDisabled' : 'accountEnabled';
      const event = {type, action: 'U', on: personId, details} as const;
      return {result: null, records: [configurationRecord(by, event)]};
    });
  }
}
