import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {tokenHash} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {
  FactorRow,
  endFactor,
  lockFactors,
  noteFactors,
  replaceRecoveryCodes,
  unproveSessions,
} from '../persistence/factor-statements';
import {endSessionsOf} from '../persistence/session-statements';
import {endApiTokens} from '../persistence/token-statements';
import {signInRecord} from '../sign-in-record';

interface Owner {
  readonly organisationId: string;
  readonly personId: string;
}

export interface FactorToEnd {
  readonly id: string;
  readonly token: string | undefined;
  /** Whether the person must have one. */
  readonly required: boolean;
}

/** Takes second factors away, of a lost telephone for instance; what was proven by them elsewhere counts no longer. */
@Injectable()
export class EndFactor {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem `not_found` for a factor that is not the person's own, `action_not_allowed` for the last one of somebody
   * who must have one
   */
  async run(person: SignedInPerson, {id, token, required}: FactorToEnd): Promise<void> {
    const {organisationId, personId} = person;
    await this.transactions.run(organisationId, async (tx) => {
      const {factors} = await lockFactors(tx, person);
      const factor = factors.find((candidate) => candidate.id === id);
      if (!factor) throw problems.notFound();
      const left = factors.some((other) => other.id !== id && other.confirmed_at !== null);
      if (required && !left && factor.confirmed_at !== null)
        throw problems.actionNotAllowed('You may not be without a second factor; set up another one first.');
      await tx.write(endFactor, [organisationId, id, this.clock.now()]);
      if (left) await tx.write(unproveSessions, [organisationId, personId, tokenHash(token)]);
      else await this.#endAll(tx, person);
      const details = {factor: id, kind: factor.kind};
      return {result: null, records: [signInRecord('secondFactorEnded', personId, details)]};
    });
  }

  /**
   * Takes all factors, recovery codes and sessions of somebody who lost them, for whoever administers the machine.
   *
   * @returns how many factors
   */
  async reset(owner: Owner): Promise<number> {
    const {organisationId, personId} = owner;
    return this.transactions.run(organisationId, async (tx) => {
      const {factors} = await lockFactors(tx, owner);
      for (const {id} of factors) await tx.write(endFactor, [organisationId, id, this.clock.now()]);
      await this.#endAll(tx, owner);
      await tx.write(endSessionsOf, [organisationId, personId, this.clock.now()]);
      await tx.write(endApiTokens, [organisationId, personId, this.clock.now(), null]);
      const ended = factors.map(({id}: FactorRow) => id).join(' ');
      return {
        result: factors.length,
        records: [signInRecord('secondFactorReset', personId, {factors: ended, by: 'system'})],
      };
    });
  }

  async #endAll(tx: WriteTransaction, {organisationId, personId}: Owner): Promise<void> {
    const now = this.clock.now();
    await tx.write(noteFactors, [organisationId, personId, null]);
    await tx.write(replaceRecoveryCodes, [organisationId, personId, [], now]);
    await tx.write(unproveSessions, [organisationId, personId, null]);
  }
}
