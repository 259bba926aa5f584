import {Injectable} from '@nestjs/common';
import {CaseDoor, CaseUser, GlassRow, findGlass} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {findNames} from '../persistence/desk-rows';
import {numberedCases} from './numbered-cases';

export interface ListedGlass {
  readonly glass: GlassRow;
  readonly by: {readonly id: string; readonly name: string};
  readonly open: boolean;
}

const LATEST = 500;

/** Where the glass was broken, latest first; of cases that the gate hides from the reader, nothing. */
@Injectable()
export class ListGlass {
  constructor(
    private readonly database: ReadDatabase,
    private readonly door: CaseDoor,
    private readonly clock: Clock,
  ) {}

  all(user: CaseUser): Promise<ListedGlass[]> {
    const now = this.clock.now();
    return this.database.read(async (tx) => {
      const rows = await tx.rows(findGlass, [user.organisationId, LATEST]);
      const seen = await numberedCases(tx, this.door, user, [...new Set(rows.map(({case_id}) => case_id))]);
      const shown = rows.filter(({case_id}) => seen.has(case_id));
      const people = await tx.rows(findNames, [user.organisationId, shown.map(({person_id}) => person_id)]);
      const names = new Map(people.map(({id, display_name}) => [id, display_name]));
      return shown.map((glass) => ({
        glass,
        by: {id: glass.person_id, name: names.get(glass.person_id) ?? ''},
        open: glass.ended_at === null && glass.ends_at > now,
      }));
    });
  }
}
