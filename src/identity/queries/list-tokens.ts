import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {SignedInPerson} from '../domain/signed-in-person';
import {TokenScope} from '../domain/token-scope';
import {findApiTokens} from '../persistence/token-statements';

export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** A person's own tokens that still open, oldest first. What they are is shown once, when they are made. */
@Injectable()
export class ListTokens {
  constructor(
    private readonly database: ReadDatabase,
    private readonly clock: Clock,
  ) {}

  async run({organisationId, personId}: SignedInPerson): Promise<readonly TokenView[]> {
    const values = [organisationId, personId, this.clock.now()];
    const rows = await this.database.read((tx) => tx.rows(findApiTokens, values));
    return rows.map(({id, name, scopes, created_at, expires_at}) => ({
      id,
      name,
      scopes,
      createdAt: created_at.toISOString(),
      expiresAt: expires_at.toISOString(),
    }));
  }
}
