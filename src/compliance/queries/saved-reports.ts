import {Injectable} from '@nestjs/common';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {EventQuestion, withoutNames} from '../domain/project-event';
import {questionOf} from '../domain/question-filters';
import {ReportRow, findReport, findReports} from '../persistence/report-rows';
import {EventPage, SearchEvents} from './search-events';

const DAY = 24 * 60 * 60 * 1000;

export interface SavedReport {
  readonly id: string;
  readonly name: string;
  /** Of the desk. */
  readonly shared: boolean;
  /** For whom and which case a colleague asks is left out, as in the log. */
  readonly filters: object;
  readonly lastDays: number | null;
  readonly madeAt: string;
}

/** Questions that were kept under a name. */
@Injectable()
export class SavedReports {
  constructor(
    private readonly database: ReadDatabase,
    private readonly events: SearchEvents,
    private readonly clock: Clock,
  ) {}

  async list({organisationId, personId}: CaseUser): Promise<SavedReport[]> {
    const rows = await this.database.read((tx) => tx.rows(findReports, [organisationId, personId]));
    return rows.map(({id, name, owner, question, last_days, made_by, made_at}) => ({
      id,
      name,
      shared: owner === null,
      filters: made_by === personId ? question : withoutNames(question),
      lastDays: last_days,
      madeAt: made_at.toISOString(),
    }));
  }

  /**
   * Asks again: the answer is what the asker may see now, and the search is on record as theirs.
   *
   * @param limit 1 to 100
   * @throws Problem `not_found`, `malformed` on a cursor that is not ours
   */
  async run(
    user: CaseUser,
    id: string,
    {limit, cursor}: {limit: number; cursor: string | null},
  ): Promise<EventPage> {
    return this.events.search(user, {question: await this.question(user, id), limit, cursor});
  }

  /** @throws Problem `not_found` */
  async question({organisationId, personId}: CaseUser, id: string): Promise<EventQuestion> {
    const row = await this.database.read((tx) => tx.row(findReport, [organisationId, personId, id]));
    if (!row) throw problems.notFound();
    return this.#asked(row);
  }

  #asked({question, last_days}: ReportRow): EventQuestion {
    if (last_days === null) return questionOf(question);
    return {...questionOf(question), from: new Date(this.clock.now().getTime() - last_days * DAY)};
  }
}
