import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser, GlassRow, findGlass} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {findNames} from '../persistence/desk-rows';
import {openedReason} from '../persistence/glass-reason';
import {deskLook} from './desk-look';

export interface ListedGlass {
  readonly glass: GlassRow;
  readonly by: {readonly id: string; readonly name: string};
  readonly open: boolean;
  /** Null once it cannot be read any more. */
  readonly reason: string | null;
}

const LATEST = 500;

/** Where the glass was broken, latest first; of cases that the gate hides from the reader, nothing. */
@Injectable()
export class ListGlass {
  constructor(
    private readonly log: AccessLog,
    private readonly door: CaseDoor,
    private readonly clock: Clock,
  ) {}

  all(user: CaseUser): Promise<ListedGlass[]> {
    const now = this.clock.now();
    return deskLook(this.log, user, {type: 'brokenGlassListed'}, async (tx) => {
      const rows = await tx.rows(findGlass, [user.organisationId, LATEST]);
      const ids = [...new Set(rows.map(({case_id}) => case_id))];
      const seen = new Map(
        (await this.door.seeMany(tx, user, ids))
          .filter(({view}) => view.disclosed.sees.has('number'))
          .map(({stored}) => [stored.row.id, stored]),
      );
      const shown = rows.flatMap((glass) => {
        const stored = seen.get(glass.case_id);
        return stored ? [{glass, reason: openedReason(stored, glass)}] : [];
      });
      const people = await tx.rows(findNames, [user.organisationId, shown.map(({glass}) => glass.person_id)]);
      const names = new Map(people.map(({id, display_name}) => [id, display_name]));
      return shown.map(({glass, reason}) => ({
        ...{glass, reason},
        by: {id: glass.person_id, name: names.get(glass.person_id) ?? ''},
        open: glass.ended_at === null && glass.ends_at > now,
      }));
    });
  }
}
