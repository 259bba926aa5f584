import {Injectable} from '@nestjs/common';
import {organisationWords} from '../../conflicts';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {IdentityRow, TieRow, findPerson, identitiesOf, tiesOf} from '../persistence/registry-rows';

export interface RegisteredPerson {
  readonly identities: readonly IdentityRow[];
  readonly ties: readonly TieRow[];
}

export interface RegisteredNames {
  readonly aliases: readonly {readonly alias: string; readonly standsFor: string}[];
  readonly placeholders: readonly {readonly value: string; readonly listed: boolean}[];
}

/** What the registry holds beside people's own entries. */
@Injectable()
export class ShowRegistry {
  constructor(private readonly database: ReadDatabase) {}

  /** @throws Problem `not_found` */
  person(organisationId: string, personId: string): Promise<RegisteredPerson> {
    return this.database.read(async (tx) => {
      if (!(await tx.row(findPerson, [organisationId, personId]))) throw problems.notFound();
      return {
        identities: await tx.rows(identitiesOf, [organisationId, personId]),
        ties: await tx.rows(tiesOf, [organisationId, personId]),
      };
    });
  }

  names(organisationId: string): Promise<RegisteredNames> {
    return this.database.read(async (tx) => {
      const {aliases, stops} = await organisationWords(tx, organisationId);
      const listed = (values: ReadonlySet<string>, listed: boolean) =>
        [...values].map((value) => ({value, listed}));
      return {
        aliases: [...aliases].map(([alias, standsFor]) => ({alias, standsFor})),
        placeholders: [...listed(stops.added, true), ...listed(stops.removed, false)],
      };
    });
  }
}
