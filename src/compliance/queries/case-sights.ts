import {Injectable} from '@nestjs/common';
import {CaseDoor, CaseUser, findRelationsEver} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import {isId} from '../../platform/is-id';
import {CaseSight} from '../domain/project-event';

/** What the gate lets somebody at the desk see of the cases that events name. */
@Injectable()
export class CaseSights {
  constructor(private readonly door: CaseDoor) {}

  /** @param ids of anything; what is no case is not in the reply */
  async of(
    tx: ReadTransaction,
    user: CaseUser,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, CaseSight | null>> {
    const wanted = [...new Set(ids.filter(isId))];
    const sights = new Map<string, CaseSight | null>();
    if (wanted.length === 0) return sights;
    const parties = new Map<string, Map<string, string[]>>();
    const rows = await tx.rows(findRelationsEver, [user.organisationId, wanted]);
    for (const {case_id, person_id, relation} of rows) {
      sights.set(case_id, null);
      if (person_id === null || relation === null) continue;
      const people = parties.get(case_id) ?? new Map<string, string[]>();
      parties.set(case_id, people.set(person_id, [...(people.get(person_id) ?? []), relation]));
    }
    for (const {stored, view} of await this.door.seeMany(tx, user, [...sights.keys()])) {
      const {id} = stored.row;
      if (view.relations.has('compliance'))
        sights.set(id, {sees: view.disclosed.sees, parties: parties.get(id) ?? new Map()});
    }
    return sights;
  }
}
