import {Injectable} from '@nestjs/common';
import {AccessLog, readStream, streams} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {HistoryEntry, projectHistory} from '../domain/project-history';
import {findPeople} from '../persistence/case-rows';
import {CaseDoor, CaseUser} from './case-door';

const MOST_ENTRIES = 1000;

/** The recorded changes of a case, projected. */
@Injectable()
export class CaseHistory {
  readonly #log: AccessLog;
  readonly #door: CaseDoor;

  constructor(log: AccessLog, door: CaseDoor) {
    this.#log = log;
    this.#door = door;
  }

  /** @throws Problem `not_found` alike for absent and hidden */
  async history(user: CaseUser, caseId: string): Promise<HistoryEntry[]> {
    const {organisationId, personId} = user;
    const entries = await this.#log.read(organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      if (!seen) return {result: null, records: []};
      const stream = streams.case(caseId);
      const events = await readStream(tx, {
        organisation: organisationId,
        stream,
        after: 0,
        limit: MOST_ENTRIES,
      });
      const compliance = seen.view.relations.has('compliance');
      const {actionTitles} = seen.stored.workflow;
      const titles = (action: string): string => actionTitles.get(action) ?? 'Referred';
      const shown = projectHistory(seen.view.disclosed, events, {personId, compliance, titles});
      const ids = [...new Set(shown.flatMap(({by}) => (by === null || by === 'system' ? [] : by)))];
      const rows = ids.length > 0 ? await tx.rows(findPeople, [organisationId, ids]) : [];
      const names = new Map(rows.map(({id, display_name}) => [id, display_name]));
      const result = shown.map((entry) => ({
        ...entry,
        by: entry.by === null ? null : {id: entry.by, name: names.get(entry.by) ?? 'Collegium'},
      }));
      return {result, records: []};
    });
    if (!entries) throw problems.notFound();
    return entries;
  }
}
