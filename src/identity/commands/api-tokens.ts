import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {problems} from '../../platform/errors/problem';
import {TOKEN_BYTES, tokenHash} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {TokenScope} from '../domain/token-scope';
import {endApiTokens, insertApiToken} from '../persistence/token-statements';
import {signInRecord} from '../sign-in-record';

const DAY = 24 * 3_600_000;

export interface TokenOrder {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly days: number;
}

export interface NewToken {
  readonly id: string;
  /** Shown this once. */
  readonly token: string;
  readonly expiresAt: string;
}

/** Tokens for a person's own programs. They can do at most what the person can, and end with the person's password. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async make(
    {organisationId, personId}: SignedInPerson,
    {name, scopes, days}: TokenOrder,
  ): Promise<NewToken> {
    const id = this.randomness.uuid();
    const token = this.randomness.bytes(TOKEN_BYTES).toString('base64url');
    const now = this.clock.now();
    const expires = new Date(now.getTime() + days * DAY);
    const sorted = [...new Set(scopes)].sort();
    await this.transactions.run(organisationId, async (tx) => {
      await tx.write(insertApiToken, [
        organisationId,
        id,
        personId,
        tokenHash(token),
        name,
        sorted,
        now,
        expires,
      ]);
      const details = {token: id, scopes: sorted.join(' '), expires: expires.toISOString()};
      return {result: null, records: [signInRecord('tokenMade', personId, details)]};
    });
    return {id, token, expiresAt: expires.toISOString()};
  }

  /** @throws Problem `not_found` for a token that is not the person's own, and for one that ended */
  async end({organisationId, personId}: SignedInPerson, id: string): Promise<void> {
    await this.transactions.run(organisationId, async (tx) => {
      const ended = await tx.write(endApiTokens, [organisationId, personId, this.clock.now(), id]);
      if (ended.length === 0) throw problems.notFound();
      return {result: null, records: [signInRecord('tokenEnded', personId, {token: id})]};
    });
  }
}
