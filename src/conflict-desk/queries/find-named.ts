import {Injectable} from '@nestjs/common';
import {findCaseNumbered} from '../../cases';
import {ReadDatabase} from '../../platform/database/read-database';
import {reading} from '../../platform/database/statement';
import {isId} from '../../platform/is-id';

const findPersonAt = reading<{id: string}>(
  'conflict_desk_person_at',
  'SELECT id FROM person WHERE organisation_id = $1 AND email = lower($2)',
);

/** Finds a case by its number and a person by their address, for the command line; what is an id stays one. */
@Injectable()
export class FindNamed {
  constructor(private readonly database: ReadDatabase) {}

  /** @returns null where there is none */
  one(organisationId: string, what: 'case' | 'person', named: string): Promise<string | null> {
    if (isId(named)) return Promise.resolve(named);
    const statement = what === 'case' ? findCaseNumbered : findPersonAt;
    return this.database.read(async (tx) => (await tx.row(statement, [organisationId, named]))?.id ?? null);
  }
}
