import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {readRecord, unseenRecord} from '../domain/case-events';
import {CaseBody} from '../domain/present-case';
import {CaseDoor, CaseUser} from './case-door';

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
    const body = await this.#log.read(user.organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      if (!seen)
        return {
          result: null,
          records: [unseenRecord(caseId, {who: user.personId, what: 'caseRefused'})],
        };
      const {disclosed, relations} = seen.view;
      const shown = {who: user.personId, as: relations, what: 'caseOpened', shown: disclosed.contentShown};
      return {
        result: await this.#door.body(tx, seen, user),
        records: disclosed.contentShown.length > 0 ? [readRecord(caseId, shown)] : [],
      };
    });
    if (!body) throw problems.notFound();
    return body;
  }
}
