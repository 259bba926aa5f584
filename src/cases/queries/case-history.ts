import {Injectable} from '@nestjs/common';
import {AccessLog, readStream, streams} from '../../audit';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {unseenRecord} from '../domain/case-events';
import {CONFLICT_TITLES} from '../domain/conflict-events';
import {DEADLINE_TITLES} from '../domain/deadline-events';
import {HistoryEntry, projectHistory} from '../domain/project-history';
import {findPeople} from '../persistence/case-rows';
import {CaseDoor, CaseUser, SeenCase} from './case-door';

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
    const entries = await this.#log.read(user.organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      if (!seen)
        return {
          result: null,
          records: [unseenRecord(caseId, {who: user.personId, what: 'historyRefused'})],
        };
      return {result: await this.entries(tx, user, seen), records: []};
    });
    if (!entries) throw problems.notFound();
    return entries;
  }

  /** The same of a case that was seen already. */
  async entries(tx: ReadTransaction, user: CaseUser, {stored, view}: SeenCase): Promise<HistoryEntry[]> {
    const {organisationId, personId} = user;
    const stream = streams.case(stored.row.id);
    const events = await readStream(tx, {
      organisation: organisationId,
      stream,
      after: 0,
      limit: MOST_ENTRIES,
    });
    const compliance = view.relations.has('compliance');
    const {actionTitles} = stored.workflow;
    const titles = (action: string): string =>
      actionTitles.get(action) ?? DEADLINE_TITLES[action] ?? CONFLICT_TITLES[action] ?? 'Referred';
    const shown = projectHistory(view.disclosed, events, {personId, compliance, titles});
    const ids = [...new Set(shown.flatMap(({by}) => (by === null || by === 'system' ? [] : by)))];
    const rows = ids.length > 0 ? await tx.rows(findPeople, [organisationId, ids]) : [];
    const names = new Map(rows.map(({id, display_name}) => [id, display_name]));
    return shown.map((entry) => ({
      ...entry,
      by: entry.by === null ? null : {id: entry.by, name: names.get(entry.by) ?? 'Collegium'},
    }));
  }
}
