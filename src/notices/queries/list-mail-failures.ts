import {Injectable} from '@nestjs/common';
import type {SignedInPerson} from '../../identity';
import {ReadDatabase} from '../../platform/database/read-database';
import {CaseVisibility} from '../case-visibility';
import type {NoticeKind} from '../domain/notice-kind';
import {MAIL_JOB} from '../notices';
import {latestMailFailures} from '../persistence/notice-statements';

const LATEST = 200;

export interface MailFailure {
  readonly id: string;
  /** Display name of the person whom the mail did not reach. */
  readonly person: string;
  readonly kind: NoticeKind;
  readonly failedAt: string;
  readonly failure: string;
}

/**
 * Mails that were given up, for the coordinator who has to reach the person in another way. Who was told what gives
 * away who reviews, so only cases that the viewer coordinates count, and none in which they are involved.
 */
@Injectable()
export class ListMailFailures {
  readonly #database: ReadDatabase;
  readonly #visibility: CaseVisibility;

  constructor(database: ReadDatabase, visibility: CaseVisibility) {
    this.#database = database;
    this.#visibility = visibility;
  }

  /** @returns the latest 200 at most, latest first, less what the viewer may not know */
  async latest(person: SignedInPerson): Promise<readonly MailFailure[]> {
    const rows = await this.#database.read((tx) =>
      tx.rows(latestMailFailures, [person.organisationId, MAIL_JOB, LATEST]),
    );
    const cases = await this.#visibility.coordinated(person, [...new Set(rows.map((row) => row.case_id))]);
    return rows
      .filter((row) => cases.has(row.case_id))
      .map((row) => ({
        id: row.id,
        person: row.display_name,
        kind: row.kind,
        failedAt: row.failed_at.toISOString(),
        failure: row.failure,
      }));
  }
}
