import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser, findCaseNumbered, findSpaceEntry, findSpaceExits} from '../../cases';
import type {SpaceEntryRow, SpaceExitRow} from '../../cases';
import {problems} from '../../platform/errors/problem';
import {isId} from '../../platform/is-id';
import {deskLook} from './desk-look';
import {numberedCases} from './numbered-cases';

export type {SpaceEntryRow, SpaceExitRow};

const LATEST = 500;

/** When cases entered the protected space with what, and what left it; cases that the gate hides are not there. */
@Injectable()
export class ProtectedSpace {
  constructor(
    private readonly log: AccessLog,
    private readonly door: CaseDoor,
  ) {}

  exits(user: CaseUser): Promise<SpaceExitRow[]> {
    return deskLook(this.log, user, {type: 'spaceExitsListed'}, async (tx) => {
      const rows = await tx.rows(findSpaceExits, [user.organisationId, LATEST]);
      const ids = [...new Set(rows.map(({case_id}) => case_id))];
      const seen = await numberedCases(tx, this.door, user, ids);
      return rows.filter(({case_id}) => seen.has(case_id));
    });
  }

  /**
   * @param wanted id or number of the case
   * @throws Problem `not_found`, also before the case has entered
   */
  entry(user: CaseUser, wanted: string): Promise<SpaceEntryRow> {
    const {organisationId} = user;
    return deskLook(
      this.log,
      user,
      {type: 'spaceEntryShown', details: {filters: {case: wanted}}},
      async (tx) => {
        const id = isId(wanted) ? wanted : (await tx.row(findCaseNumbered, [organisationId, wanted]))?.id;
        const seen = id !== undefined && (await numberedCases(tx, this.door, user, [id])).has(id);
        const row = seen ? await tx.row(findSpaceEntry, [organisationId, id]) : null;
        if (!row) throw problems.notFound();
        return row;
      },
    );
  }
}
