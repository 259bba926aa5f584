import {Injectable} from '@nestjs/common';
import {AccessLog, AuditRecord, actingAs, streams} from '../../audit';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadTransaction} from '../../platform/database/transaction';
import {SealedCursors} from '../../platform/http/sealed-cursors';
import {stagePath} from '../../workflow';
import {CaseSummary, nextStep, presentSummary} from '../domain/present-case';
import {findPeople} from '../persistence/case-rows';
import {
  CandidateRow,
  ListPosition,
  allCommittees,
  ofCommittees,
  ofCommitteesInStage,
  ofPerson,
} from '../persistence/list-rows';
import {CaseDoor, CaseUser} from './case-door';
import type {CaseView} from './view-of';

export interface ListRequest {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor: string | null;
  readonly state: string | null;
  readonly settled: boolean | null;
  readonly programme: string | null;
  /** Only those in which it is this person's turn. */
  readonly mine: boolean;
  /** Only those that this person referred. */
  readonly referred: boolean;
}

export interface CasePage {
  readonly items: readonly CaseSummary[];
  readonly next: string | null;
}

interface Found {
  readonly position: ListPosition;
  readonly view: CaseView;
  readonly summary: (people: ReadonlyMap<string, string>) => CaseSummary;
}

/** A `ListPosition` as JSON. */
interface SealedPosition {
  readonly openedAt: string;
  readonly id: string;
}

const FIRST: ListPosition = {openedAt: new Date(8.64e15), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff'};
/**
 * Looks at no more than so many batches of candidates for one page of a list; the cursor goes on from there. That a page
 * ends early tells that there are cases out of sight, so only a great many may end it, however short the page is.
 */
const MOST_ROUNDS = 10;
const BATCH = 200;

/** Cases that a person may know of, latest first; filters are judged on what they see. */
@Injectable()
export class ListCases {
  readonly #log: AccessLog;
  readonly #cursors: SealedCursors<SealedPosition>;
  readonly #door: CaseDoor;

  constructor(log: AccessLog, keys: KeyEncryptionKey, door: CaseDoor) {
    this.#log = log;
    this.#cursors = new SealedCursors(keys);
    this.#door = door;
  }

  /** @throws Problem `malformed` on a cursor that is not ours */
  async list(user: CaseUser, request: ListRequest): Promise<CasePage> {
    const start =
      request.cursor === null ? FIRST : unsealed(this.#cursors.open(placeOf(user), request.cursor));
    return this.#log.read(user.organisationId, async (tx) => {
      const {found, end} = await this.#collect(tx, user, request, start);
      const people = await this.#people(tx, user, found);
      const shown = found.filter(({view}) => 'subjectIdentity' in view.disclosed.fields);
      return {
        result: {
          items: found.map(({summary}) => summary(people)),
          next: end && this.#cursors.seal(placeOf(user), sealable(end)),
        },
        records: shown.length > 0 ? [listRecord(user, shown)] : [],
      };
    });
  }

  async #collect(
    tx: ReadTransaction,
    user: CaseUser,
    request: ListRequest,
    start: ListPosition,
  ): Promise<{found: Found[]; end: ListPosition | null}> {
    const found: Found[] = [];
    let from = start;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const size = round === 0 ? request.limit + 1 : BATCH;
      const candidates = await this.#candidates(tx, user, request, {from, size});
      for (const one of await this.#seen(tx, user, candidates)) {
        if (!wanted(one, request)) continue;
        if (found.length === request.limit) return {found, end: found.at(-1)?.position ?? null};
        found.push(one);
      }
      const last = candidates.at(-1);
      if (!last || candidates.length < size) return {found, end: null};
      from = {openedAt: last.opened_at, id: last.id};
    }
    return {found, end: from};
  }

  /** The next candidates of every index that may hold some, merged, at most `size`. */
  async #candidates(
    tx: ReadTransaction,
    user: CaseUser,
    {state}: ListRequest,
    {from, size}: {from: ListPosition; size: number},
  ): Promise<CandidateRow[]> {
    const {organisationId, personId} = user;
    const at = [from.openedAt, from.id, size];
    const {whole, partial} = await committeesOf(tx, user);
    const rows = await tx.rows(ofPerson, [organisationId, personId, ...at]);
    if (whole.length > 0)
      rows.push(
        ...(state === null
          ? await tx.rows(ofCommittees, [organisationId, whole, ...at])
          : await tx.rows(ofCommitteesInStage, [organisationId, whole, ...at, state])),
      );
    if (partial.length > 0) rows.push(...(await tx.rows(ofCommittees, [organisationId, partial, ...at])));
    const unique = new Map(rows.map((row) => [row.id, row]));
    return [...unique.values()].sort(latestFirst).slice(0, size);
  }

  async #seen(tx: ReadTransaction, user: CaseUser, candidates: readonly CandidateRow[]): Promise<Found[]> {
    const ids = candidates.map(({id}) => id);
    return (await this.#door.seeMany(tx, user, ids)).map(({stored, view}) => {
      const {id, programme, reference, opened_at} = stored.row;
      const {id: workflowId, version, hash} = stored.workflow;
      const workflow = {id: workflowId, version, hash};
      const next = nextStep(view.actions);
      const surroundings = {programme, reference, workflow, readable: stored.dataKey !== null, next};
      return {
        position: {openedAt: opened_at, id},
        view,
        summary: (people) => presentSummary(view.disclosed, {...surroundings, people}),
      };
    });
  }

  async #people(tx: ReadTransaction, user: CaseUser, found: readonly Found[]): Promise<Map<string, string>> {
    const ids = found.flatMap(({view}) => {
      const {subject} = view.disclosed;
      return subject && 'personId' in subject ? [subject.personId] : [];
    });
    if (ids.length === 0) return new Map();
    const rows = await tx.rows(findPeople, [user.organisationId, [...new Set(ids)]]);
    return new Map(rows.map(({id, display_name}) => [id, display_name]));
  }
}

const placeOf = ({personId}: CaseUser): string => `case-list/${personId}`;

const sealable = ({openedAt, id}: ListPosition): SealedPosition => ({openedAt: openedAt.toISOString(), id});

const unsealed = ({openedAt, id}: SealedPosition): ListPosition => ({openedAt: new Date(openedAt), id});

/** Committees whose every case shows its stage to this person, and those where that depends on the case. */
async function committeesOf(
  tx: ReadTransaction,
  user: CaseUser,
): Promise<{whole: string[]; partial: string[]}> {
  const whole = new Set<string>();
  const partial = new Set<string>();
  for (const {role, committeeId} of user.roles) {
    const into =
      role === 'coordinator' || role === 'compliance' ? whole : OFFICERS.has(role) ? partial : null;
    if (!into) continue;
    if (committeeId !== null) into.add(committeeId);
    else for (const {id} of await tx.rows(allCommittees, [user.organisationId])) into.add(id);
  }
  return {whole: [...whole], partial: [...partial].filter((id) => !whole.has(id))};
}

const OFFICERS: ReadonlySet<string> = new Set(['chair', 'viceChair', 'member']);

const latestFirst = (a: CandidateRow, b: CandidateRow): number =>
  b.opened_at.getTime() - a.opened_at.getTime() || (a.id < b.id ? 1 : -1);

function wanted({view, summary}: Found, {state, settled, programme, mine, referred}: ListRequest): boolean {
  const seen = summary(new Map());
  return (
    (state === null || stagePath(seen.state) === state) &&
    (settled === null || seen.settled === settled) &&
    (programme === null || seen.programme === programme) &&
    (!mine || seen.next !== null) &&
    (!referred || view.relations.has('referrer'))
  );
}

const listRecord = (user: CaseUser, shown: readonly Found[]): AuditRecord => ({
  stream: streams.account(user.personId),
  kind: 'read',
  event: {
    type: 'casesListed',
    action: 'R',
    outcome: '0',
    who: user.personId,
    as: actingAs(user.roles),
    on: null,
    details: {cases: shown.map(({position}) => position.id), shown: ['subjectIdentity']},
  },
});
