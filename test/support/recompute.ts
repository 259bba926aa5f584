import {begin, step} from '../../src/workflow';
import type {CaseState, Facts, Workflow} from '../../src/workflow';
import type {TestDatabase} from './database';

interface CaseRow {
  readonly state: CaseState['value'];
  readonly history: CaseState['history'];
  readonly facts: Facts;
  readonly stage: string;
}

interface AssignmentRow {
  readonly offered_at: Date;
  readonly changed_at: Date;
  readonly status: string;
}

interface ActionRow {
  readonly at: Date;
  readonly event: string;
}

const GONE = new Set(['declined', 'withdrawn', 'lapsed']);

/** How many assignments stood at a moment, as their rows tell; no two changes may bear the same time. */
const activeAt = (rows: readonly AssignmentRow[], at: Date): number =>
  rows.filter(
    ({offered_at, changed_at, status}) => offered_at <= at && !(GONE.has(status) && changed_at <= at),
  ).length;

const requiredAt = (rows: readonly AssignmentRow[], at: Date): number =>
  Math.max(0, ...rows.filter((row) => row.offered_at <= at).map((row) => activeAt(rows, row.offered_at)));

const END = new Date('9999-01-01');

async function assignments(database: TestDatabase, caseId: string): Promise<AssignmentRow[]> {
  return database.asSuperuser('SELECT offered_at, changed_at, status FROM assignment WHERE case_id = $1', [
    caseId,
  ]);
}

async function actions(
  database: TestDatabase,
  caseId: string,
): Promise<{at: Date; type: string; as: string[]}[]> {
  const rows = await database.asSuperuser<ActionRow>(
    `SELECT e.at, p.event FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
     WHERE stream = $1 ORDER BY number`,
    [`case/${caseId}`],
  );
  return rows
    .map(({at, event}) => ({at, event: JSON.parse(event) as {as: string[]; details: {action?: string}}}))
    .flatMap(({at, event}) => {
      const type = event.details.action;
      return type === undefined ? [] : [{at, type, as: event.as}];
    });
}

export async function storedCase(database: TestDatabase, caseId: string): Promise<CaseRow> {
  const [row] = await database.asSuperuser<CaseRow>(
    'SELECT state, history, facts, stage FROM review_case WHERE id = $1',
    [caseId],
  );
  if (!row) throw new Error('there is no such case');
  return row;
}

/** The facts of a case, worked out from the rows that its actions left and from nothing else. */
export async function recomputeFacts(database: TestDatabase, caseId: string): Promise<Facts> {
  const {stage} = await storedCase(database, caseId);
  const items = await database.asSuperuser<{kind: string; round: number}>(
    'SELECT kind, round FROM case_item WHERE case_id = $1',
    [caseId],
  );
  const [counted] = await database.asSuperuser<{open: number}>(
    'SELECT count(*)::int AS open FROM improvement_action WHERE case_id = $1 AND done_at IS NULL',
    [caseId],
  );
  const rows = await assignments(database, caseId);
  const round = 1 + (await actions(database, caseId)).filter(({type}) => type === 'reopen').length;
  const has = (kind: string): boolean => items.some((item) => item.kind === kind);
  const countOf = (kind: string): number => items.filter((item) => item.kind === kind).length;
  const hasNow = (kind: string): boolean => items.some((item) => item.kind === kind && item.round === round);
  const outcomes: Readonly<Record<string, string>> = {
    closed: hasNow('determination') ? 'reviewed' : 'noReview',
    withdrawn: 'withdrawn',
    handedOff: 'handedOff',
  };
  return {
    inputOffered: has('inputRequest'),
    inputReceived: has('input'),
    reviewsRequired: requiredAt(rows, END),
    reviewersActive: activeAt(rows, END),
    reviewsLocked: rows.filter(({status}) => status === 'locked').length,
    harmsOpen: has('meeting') ? 0 : countOf('review') - countOf('harmRating'),
    determinationMade: hasNow('determination'),
    feedbackAcknowledged: hasNow('acknowledgement'),
    responseReceived: hasNow('response'),
    openActions: counted?.open ?? 0,
    outcome: outcomes[stage] ?? 'none',
    round,
  };
}

/** State and facts of a case, played again from the actions on record. */
export async function replay(
  database: TestDatabase,
  definition: Workflow,
  caseId: string,
): Promise<{state: CaseState; facts: Facts}> {
  const rows = await assignments(database, caseId);
  let now = begin(definition);
  for (const {at, type, as} of await actions(database, caseId)) {
    const supplied =
      type === 'assignReviewers'
        ? {reviewersActive: activeAt(rows, at), reviewsRequired: requiredAt(rows, at)}
        : {};
    const taken = step({
      definition,
      state: now.state,
      // What was observed is not on record; the action was let through, so it did not stand in the way.
      facts: {...now.facts, quorum: type === 'recordDetermination'},
      action: {type, supplied},
      actor: {relations: new Set(as)},
    });
    if (!taken.allowed) throw new Error(`${type} is on record and cannot be played again`);
    now = {state: taken.state, facts: taken.facts};
  }
  return now;
}
