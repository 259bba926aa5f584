import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseUser} from '../../cases';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadTransaction} from '../../platform/database/transaction';
import {NamedPerson, personNamed} from '../domain/event-item';
import {SeenFinding} from '../domain/seen-finding';
import {FindingRule, FindingState} from '../domain/unusual-access';
import {FindingRow, findFindings} from '../persistence/finding-rows';
import {deskLook} from './desk-look';
import {FindingSights} from './finding-sights';
import {ReadEvents} from './read-events';
import {PageRequest, RegisterCursors, RegisterPage, RegisterPlace} from './register-page';

export interface ShownFinding {
  readonly id: string;
  readonly rule: FindingRule;
  readonly who: NamedPerson | null;
  readonly since: string;
  readonly until: string;
  readonly evidence: SeenFinding['evidence'];
  readonly foundAt: string;
  readonly state: FindingState;
  readonly changedAt: string | null;
  readonly changedBy: NamedPerson | null;
  readonly reason: string | null;
}

interface Shown {
  readonly row: FindingRow;
  readonly seen: SeenFinding;
}

/** Findings in one state, latest first, page by page, as far as the viewer may have them; nobody sees those about themselves. */
@Injectable()
export class ListFindings {
  readonly #cursors: RegisterCursors;

  constructor(
    private readonly log: AccessLog,
    private readonly events: ReadEvents,
    private readonly sights: FindingSights,
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
    const {organisationId} = user;
    const start = this.#cursors.start(user, cursor);
    return deskLook(this.log, user, {type: 'findingsListed', details: {state}}, async (tx) => {
      const found = await this.#shown(tx, user, {state, start, wanted: limit + 1});
      const {rows, next} = this.#cursors.cut(user, found, {limit, placeOf: ({row}) => placeOf(row)});
      const people = rows.flatMap(({row: {person_id, changed_by}}) => [person_id, changed_by ?? person_id]);
      const names = await this.events.names(tx, organisationId, [...new Set(people)]);
      const items = rows.map(({row, seen}) => ({
        id: row.id,
        rule: row.rule,
        who: personNamed(row.person_id, names),
        since: seen.since.toISOString(),
        until: seen.until.toISOString(),
        evidence: seen.evidence,
        foundAt: row.found_at.toISOString(),
        state: row.state,
        changedAt: row.changed_at?.toISOString() ?? null,
        changedBy: personNamed(row.changed_by, names),
        reason: row.reason,
      }));
      return {items, next};
    });
  }

  /** The next that are shown, read on past those that are hidden: how many these are shows nowhere. */
  async #shown(
    tx: ReadTransaction,
    user: CaseUser,
    {state, start, wanted}: {state: FindingState; start: RegisterPlace; wanted: number},
  ): Promise<Shown[]> {
    const {organisationId, personId} = user;
    const shown: Shown[] = [];
    for (let place = start; ;) {
      const rows = await tx.rows(findFindings, [organisationId, state, personId, place.at, place.id, wanted]);
      const findings = rows.map((row) => ({...row, who: row.person_id}));
      const all = await this.sights.seen(tx, user, findings);
      shown.push(
        ...rows.flatMap((row, index) => {
          const seen = all[index];
          return seen ? [{row, seen}] : [];
        }),
      );
      const last = rows.at(-1);
      if (!last || rows.length < wanted || shown.length >= wanted) return shown.slice(0, wanted);
      place = placeOf(last);
    }
  }
}

const placeOf = ({until, id}: FindingRow): RegisterPlace => ({at: until.toISOString(), id});
