import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {tokenHash} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {FactorRow, noteFactors, proveFactor, unproveSessions} from '../persistence/factor-statements';
import {RecoveryCodes} from './recovery-codes';

export interface CountingFactor {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  /** Whether it is the person's first. */
  readonly first: boolean;
}

/**
 * Whether none of a person's factors counts yet.
 *
 * @throws Problem `second_factor_required` for whoever had the password alone, and waited for the lock while the first one
 * was confirmed by somebody else
 */
export function isFirst(factors: readonly FactorRow[], person: SignedInPerson): boolean {
  const first = factors.every(({confirmed_at}) => confirmed_at === null);
  if (!first && !person.secondFactor.provenAt) throw problems.secondFactorRequired();
  return first;
}

/** Lets a factor count, as part of the caller's transaction. With the first one come recovery codes. */
@Injectable()
export class CountFactor {
  constructor(
    private readonly clock: Clock,
    private readonly recoveryCodes: RecoveryCodes,
  ) {}

  /** @returns recovery codes with the first factor, else none */
  async within(tx: WriteTransaction, {person, token, first}: CountingFactor): Promise<string[]> {
    const {organisationId, personId} = person;
    const now = this.clock.now();
    await tx.write(proveFactor, [tokenHash(token), organisationId, now, tokenHash(token)]);
    if (!first) return [];
    await tx.write(noteFactors, [organisationId, personId, now]);
    await tx.write(unproveSessions, [organisationId, personId, tokenHash(token)]);
    return this.recoveryCodes.make(tx, person);
  }
}
