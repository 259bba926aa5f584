import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseUser} from '../../cases';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {NamedPerson, personNamed} from '../domain/event-item';
import {Finding, FindingRule, FindingState} from '../domain/unusual-access';
import {FindingRow, findFindings} from '../persistence/finding-rows';
import {deskLook} from './desk-look';
import {ReadEvents} from './read-events';
import {PageRequest, RegisterCursors, RegisterPage, RegisterPlace} from './register-page';

export interface ShownFinding {
  readonly id: string;
  readonly rule: FindingRule;
  readonly who: NamedPerson | null;
  readonly since: string;
  readonly until: string;
  readonly evidence: Finding['evidence'];
  readonly foundAt: string;
  readonly state: FindingState;
  readonly changedAt: string | null;
  readonly changedBy: NamedPerson | null;
  readonly reason: string | null;
}

/** Findings in one state, latest first, page by page; nobody sees those about themselves. */
@Injectable()
export class ListFindings {
  readonly #cursors: RegisterCursors;

  constructor(
    private readonly log: AccessLog,
    private readonly events: ReadEvents,
    keys: KeyEncryptionKey,
  ) {
    this.#cursors = new RegisterCursors(keys, 'findings');
  }

  /** @throws Problem `malformed` on a cursor that is not ours */
  async list(
    user: CaseUser,
    state: FindingState,
    {limit, cursor}: PageRequest,
  ): Promise<RegisterPage<ShownFinding>> {
    const {organisationId, personId} = user;
    const start = this.#cursors.start(user, cursor);
    return deskLook(this.log, user, {type: 'findingsListed', details: {state}}, async (tx) => {
      const found = await tx.rows(findFindings, [
        ...[organisationId, state, personId, start.at, start.id, limit + 1],
      ]);
      const placeOf = ({until, id}: FindingRow): RegisterPlace => ({at: until.toISOString(), id});
      const {rows, next} = this.#cursors.cut(user, found, {limit, placeOf});
      const people = rows.flatMap(({person_id, changed_by}) => [person_id, changed_by ?? person_id]);
      const names = await this.events.names(tx, organisationId, [...new Set(people)]);
      const items = rows.map((row) => ({
        id: row.id,
        rule: row.rule,
        who: personNamed(row.person_id, names),
        since: row.since.toISOString(),
        until: row.until.toISOString(),
        evidence: row.evidence,
        foundAt: row.found_at.toISOString(),
        state: row.state,
        changedAt: row.changed_at?.toISOString() ?? null,
        changedBy: personNamed(row.changed_by, names),
        reason: row.reason,
      }));
      return {items, next};
    });
  }
}
