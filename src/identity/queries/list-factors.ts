import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {SignedInPerson} from '../domain/signed-in-person';
import {countRecoveryCodes, findFactors} from '../persistence/factor-statements';

export interface FactorView {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly name: string;
  readonly madeAt: string;
}

/** A person's own second factors. */
@Injectable()
export class ListFactors {
  constructor(private readonly database: ReadDatabase) {}

  async run({
    organisationId,
    personId,
  }: SignedInPerson): Promise<{factors: FactorView[]; recoveryCodesLeft: number}> {
    return this.database.read(async (tx) => {
      const keys = [organisationId, personId];
      const rows = await tx.rows(findFactors, keys);
      const codes = await tx.row(countRecoveryCodes, keys);
      return {
        factors: rows
          .filter(({confirmed_at}) => confirmed_at !== null)
          .map(({id, kind, name, made_at}) => ({id, kind, name, madeAt: made_at.toISOString()})),
        recoveryCodesLeft: codes?.left ?? 0,
      };
    });
  }
}
