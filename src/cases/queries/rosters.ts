import {Injectable} from '@nestjs/common';
import {Roster} from '../../masking';
import {ReadTransaction} from '../../platform/database/transaction';
import {findPlace, findRoster} from '../persistence/roster-rows';

export interface Place {
  readonly people: Roster;
  readonly organisation: string;
  readonly timeZone: string;
}

/**
 * Who is of each organisation, kept between requests: of thousands of people a case names a few. Each transaction asks
 * whether anybody has come or goes by another name, by its own rows and in its own snapshot; only then they are read again.
 */
@Injectable()
export class Rosters {
  readonly #kept = new Map<string, {readonly version: string; readonly people: Roster}>();

  async place(tx: ReadTransaction, organisationId: string): Promise<Place> {
    const row = await tx.row(findPlace, [organisationId]);
    if (!row) throw new Error(`organisation ${organisationId} does not exist`);
    const {name, time_zone, roster_version: version} = row;
    let kept = this.#kept.get(organisationId);
    if (kept?.version !== version) {
      const rows = await tx.rows(findRoster, [organisationId]);
      const all = (wanted: 'name' | 'npi'): string[] =>
        rows.flatMap(({kind, value}) => (kind === wanted ? [value] : []));
      kept = {version, people: new Roster(all('name'), all('npi'))};
      this.#kept.set(organisationId, kept);
    }
    return {people: kept.people, organisation: name, timeZone: time_zone};
  }
}
