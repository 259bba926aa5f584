import {Injectable} from '@nestjs/common';
import {FoundEvent, LogPosition, casesOf, searchLog} from '../../audit';
import {CaseUser} from '../../cases';
import {IDENTITY_OF_RELATION} from '../../disclosure';
import {ReadTransaction} from '../../platform/database/transaction';
import {EventItem, named, peopleIn} from '../domain/event-item';
import {isWholeCompliance} from '../domain/is-compliance';
import {isId} from '../../platform/is-id';
import {FINDING_CHANGED} from '../domain/unusual-access';
import {DeskEvent, EventQuestion, answers, projectEvent} from '../domain/project-event';
import {findNames} from '../persistence/desk-rows';
import {CaseSights} from './case-sights';
import {FindingSights} from './finding-sights';

export interface EventBatch {
  /** Those that answer the question, latest first. */
  readonly items: readonly DeskEvent[];
  /** Where to go on; null at the end of the log. */
  readonly next: LogPosition | null;
}

/** Reads the log for somebody at the desk, through the gate. */
@Injectable()
export class ReadEvents {
  constructor(
    private readonly sights: CaseSights,
    private readonly findings: FindingSights,
  ) {}

  /** The next events of the log that the index gives, at most `size`, less those that do not answer what is asked. */
  async batch(
    tx: ReadTransaction,
    user: CaseUser,
    question: EventQuestion,
    {after, size}: {after: LogPosition | null; size: number},
  ): Promise<EventBatch> {
    const {organisationId, personId} = user;
    const query = {...question, hiding: await this.#hidden(tx, user, question)};
    const found = await searchLog(tx, {organisation: organisationId, query, after, limit: size});
    const told = await this.#withoutHiddenFindings(tx, user, found);
    const viewer = {
      personId,
      whole: isWholeCompliance(user),
      sights: await this.sights.of(tx, user, told.flatMap(casesOf)),
    };
    const last = found.at(-1);
    return {
      items: told
        .flatMap((event) => projectEvent(event, viewer) ?? [])
        .filter((item) => answers(item, question)),
      next: found.length < size || !last ? null : {at: last.at.toISOString(), leaf: last.leaf},
    };
  }

  /** Less what somebody else said of findings that are hidden from the user: it names them and their rules. */
  async #withoutHiddenFindings(
    tx: ReadTransaction,
    user: CaseUser,
    found: readonly FoundEvent[],
  ): Promise<readonly FoundEvent[]> {
    const findingOf = ({event}: FoundEvent): string | null =>
      event?.type === FINDING_CHANGED && event.who !== user.personId ? (event.on ?? '') : null;
    const shown = await this.findings.shown(
      tx,
      user,
      found.flatMap((event) => findingOf(event) ?? []),
    );
    return found.filter((event) => {
      const finding = findingOf(event);
      return finding === null || shown.has(finding);
    });
  }

  /** Whether the role counts in a case: false alike for one that is absent and one that is hidden. */
  async counts(tx: ReadTransaction, user: CaseUser, caseId: string): Promise<boolean> {
    return Boolean((await this.sights.of(tx, user, [caseId])).get(caseId));
  }

  /** The items with the names of those whom they name. */
  async named(
    tx: ReadTransaction,
    organisationId: string,
    items: readonly DeskEvent[],
  ): Promise<readonly EventItem[]> {
    const names = await this.names(tx, organisationId, peopleIn(items));
    return items.map((item) => named(item, names));
  }

  /** @param ids of people; `system` and the like have no name here */
  async names(
    tx: ReadTransaction,
    organisationId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const people = ids.filter(isId);
    const rows = people.length > 0 ? await tx.rows(findNames, [organisationId, people]) : [];
    return new Map(rows.map(({id, display_name}) => [id, display_name]));
  }

  /**
   * Relations under which nobody is compared with a name or an address, so that the time that a search takes tells
   * nothing of them; within one case, those whose identity the gate hides there.
   */
  async #hidden(tx: ReadTransaction, user: CaseUser, question: EventQuestion): Promise<string[]> {
    if (question.who === undefined && question.address === undefined) return [];
    if (question.who === user.personId) return [];
    const sights = question.case === undefined ? null : await this.sights.of(tx, user, [question.case]);
    const sees = sights?.get(question.case ?? '')?.sees;
    return Object.entries(IDENTITY_OF_RELATION).flatMap(([relation, identity]) =>
      identity !== undefined && sees?.has(identity) === true ? [] : [relation],
    );
  }
}
