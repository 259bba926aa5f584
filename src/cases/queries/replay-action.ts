import {Injectable} from '@nestjs/common';
import {AccessLog, AuditRecord} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {readRecord} from '../domain/case-events';
import {CaseBody} from '../domain/present-case';
import {findKey} from '../persistence/action-keys';
import {CaseDoor, CaseUser} from './case-door';

/** Answers a repeated Idempotency-Key: the stored event, and the case as the viewer may see it now. */
@Injectable()
export class ReplayAction {
  readonly #log: AccessLog;
  readonly #door: CaseDoor;

  constructor(log: AccessLog, door: CaseDoor) {
    this.#log = log;
    this.#door = door;
  }

  /** @throws Problem `key_reused` when the key came with another request */
  async find(
    user: CaseUser,
    key: string | null,
    hash: Buffer,
  ): Promise<{event: {type: string; at: string}; case: CaseBody | null} | null> {
    if (key === null) return null;
    return this.#log.read(user.organisationId, async (tx) => {
      const row = await tx.row(findKey, [user.organisationId, user.personId, key]);
      if (!row) return {result: null, records: []};
      if (!row.request_hash.equals(hash)) throw problems.keyReused();
      const seen = await this.#door.see(tx, user, row.case_id);
      const records: AuditRecord[] = [];
      if (seen && seen.view.disclosed.contentShown.length > 0) {
        const {relations, disclosed} = seen.view;
        const shown = {who: user.personId, as: relations, what: 'replay', shown: disclosed.contentShown};
        records.push(readRecord(row.case_id, shown));
      }
      const body = seen && (await this.#door.body(tx, seen, user));
      return {result: {event: row.event, case: body}, records};
    });
  }
}
