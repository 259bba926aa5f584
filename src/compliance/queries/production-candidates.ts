import {Injectable} from '@nestjs/common';
import {AccessLog, LogPosition, shownIn} from '../../audit';
import {CaseUser, findCaseNumbered} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {isId} from '../../platform/is-id';
import {describeKind, rolesInWords} from '../domain/privilege-log';
import {SEEING} from '../domain/sightings';
import {findCandidates} from '../persistence/production-rows';
import {deskLook} from './desk-look';
import {ReadEvents} from './read-events';

/** A record of a case, without its content, as it would stand in a privilege log. */
export interface Candidate {
  readonly case: string;
  readonly caseNumber: string;
  readonly item: string;
  readonly kind: string;
  readonly date: string;
  readonly documentType: string;
  readonly author: string;
  /** Roles under which, says the log, records of this compartment were seen. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** Of the medical record, which no peer review privilege covers. */
  readonly ofTheChart: boolean;
  /** Statute of the committee's approved privilege text; null without one. */
  readonly basis: string | null;
}

const BATCH = 500;
const MOST_BATCHES = 40;

/** What a subpoena for some cases could be about: every record of them, none of its content. */
@Injectable()
export class ProductionCandidates {
  constructor(
    private readonly log: AccessLog,
    private readonly events: ReadEvents,
  ) {}

  /** @throws Problem `not_found` alike for a case that is absent and one in which the role does not count */
  list(user: CaseUser, cases: readonly string[]): Promise<Candidate[]> {
    return deskLook(
      this.log,
      user,
      {type: 'recordsListed', details: {filters: {case: cases.join(', ')}}},
      (tx) => this.of(tx, user, cases),
    );
  }

  /**
   * @param cases ids or numbers
   * @throws Problem `not_found`
   */
  async of(tx: ReadTransaction, user: CaseUser, cases: readonly string[]): Promise<Candidate[]> {
    const ids: string[] = [];
    for (const wanted of cases) {
      const id = isId(wanted) ? wanted : (await tx.row(findCaseNumbered, [user.organisationId, wanted]))?.id;
      if (id === undefined || !(await this.events.counts(tx, user, id))) throw problems.notFound();
      if (!ids.includes(id)) ids.push(id);
    }
    const seen = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
    for (const id of ids) seen.set(id, await this.#seen(tx, user, id));
    const rows = await tx.rows(findCandidates, [user.organisationId, ids]);
    return rows.map(({case_id, number, id, kind, compartment, created_at, statute}) => {
      const {type, author, subject} = describeKind(kind);
      return {
        ...{case: case_id, caseNumber: number, item: id, kind, date: created_at.toISOString()},
        ...{documentType: type, author, subject, basis: statute, ofTheChart: compartment === 'chart'},
        recipients: rolesInWords(seen.get(case_id)?.get(compartment) ?? []),
      };
    });
  }

  /** Roles under which each compartment of a case was shown. */
  async #seen(
    tx: ReadTransaction,
    user: CaseUser,
    caseId: string,
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const seen = new Map<string, Set<string>>();
    let after: LogPosition | null = null;
    for (let round = 0; round < MOST_BATCHES; round += 1) {
      const question = {case: caseId, kinds: SEEING};
      const batch = await this.events.batch(tx, user, question, {after, size: BATCH});
      for (const {event} of batch.items)
        for (const compartment of shownIn(event)) {
          const roles = seen.get(compartment) ?? new Set();
          for (const role of event?.as ?? []) roles.add(role);
          seen.set(compartment, roles);
        }
      after = batch.next;
      if (!after) break;
    }
    return seen;
  }
}
