import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {readRecord, unseenRecord} from '../domain/case-events';
import {CaseBody} from '../domain/present-case';
import {CaseDoor, CaseUser, SeenCase} from './case-door';

/** Opens one case for one person. */
@Injectable()
export class ShowCase {
  readonly #log: AccessLog;
  readonly #door: CaseDoor;

  constructor(log: AccessLog, door: CaseDoor) {
    this.#log = log;
    this.#door = door;
  }

  /** @throws Problem `not_found` alike for absent and hidden */
  async show(user: CaseUser, caseId: string): Promise<CaseBody> {
    const look = {what: 'caseOpened', refused: 'caseRefused', kind: 'read'} as const;
    return this.#seen(user, caseId, look, (tx, seen) => this.#door.body(tx, seen, user));
  }

  /** Puts on record that a page of the case is being printed. @throws Problem `not_found` as `show` */
  async print(user: CaseUser, caseId: string): Promise<void> {
    const look = {what: 'casePrinted', refused: 'printRefused', kind: 'print'} as const;
    await this.#seen(user, caseId, look, () => Promise.resolve(true));
  }

  async #seen<T>(
    user: CaseUser,
    caseId: string,
    {what, refused, kind}: {what: string; refused: string; kind: 'read' | 'print'},
    present: (tx: ReadTransaction, seen: SeenCase) => Promise<T>,
  ): Promise<T> {
    const shown = await this.#log.read(user.organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      if (!seen) return {result: null, records: [unseenRecord(caseId, {who: user.personId, what: refused})]};
      const {disclosed, relations} = seen.view;
      const look = {who: user.personId, as: relations, what, shown: disclosed.contentShown};
      return {
        result: await present(tx, seen),
        records: disclosed.contentShown.length > 0 ? [readRecord(caseId, look, kind)] : [],
      };
    });
    if (shown === null) throw problems.notFound();
    return shown;
  }
}
