import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {tokenHash} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {TokenScope} from '../domain/token-scope';
import {findTokenHolder} from '../persistence/token-statements';
import {signedInPerson} from './signed-in-person';

export interface TokenHolder {
  readonly person: SignedInPerson;
  readonly scopes: readonly TokenScope[];
}

/** Who acts by a token: the person as they are now, with the roles that they hold now. */
@Injectable()
export class TokenHolders {
  constructor(
    private readonly database: ReadDatabase,
    private readonly clock: Clock,
  ) {}

  /** @returns `null` for a token that is none, unknown, ended or expired, and for a disabled account */
  async find(token: string): Promise<TokenHolder | null> {
    const hash = tokenHash(token);
    const now = this.clock.now();
    const row = hash && (await this.database.read((tx) => tx.row(findTokenHolder, [hash, now])));
    if (!row) return null;
    // A program cannot give a password or a code: its person gave both when the token was made, for its scopes alone.
    const person = signedInPerson(row, {confirmedAt: now, provenAt: row.factors_since && now});
    return {person, scopes: row.scopes};
  }
}
