import {CaseRecord, RecordFields, RecordItem} from '../../disclosure';
import {StateValue, Workflow, Facts, relationsInTurn, stateMeta, waitingRoles} from '../../workflow';
import {SUBJECT_PSEUDONYM} from '../../masking';
import {CaseCircle} from './relations-of';

export interface Waiting {
  readonly role: string;
  readonly since: string;
  readonly due: string | null;
}

/** What the gate needs of a case, whoever looks. */
export interface CaseFields extends CaseCircle {
  readonly workflow: Workflow;
  readonly facts: Facts;
  readonly row: {
    readonly id: string;
    readonly number: string;
    readonly state: StateValue;
    readonly stage_since: Date;
    readonly due_at: Date | null;
    readonly opened_at: Date;
    readonly class: string;
    readonly subject_id: string;
    readonly referrer_id: string;
    readonly event_group: string | null;
  };
}

const REVIEWERS = new Set(['offeredReviewer', 'acceptedReviewer', 'lockedReviewer']);

/** Sorts a case's fields into compartments, for one viewer's relations. */
export function caseRecord(
  fields: CaseFields,
  items: readonly RecordItem[],
  relations: ReadonlySet<string>,
): CaseRecord {
  const {row, workflow, facts} = fields;
  const meta = stateMeta(workflow, row.state);
  const waiting: Waiting[] = waitingRoles(workflow, row.state, facts).map((role) => ({
    role,
    since: row.stage_since.toISOString(),
    due: row.due_at?.toISOString() ?? null,
  }));
  const mine = waiting.filter(({role}) => relationsInTurn(role).some((relation) => relations.has(relation)));
  const record: RecordFields = {
    progress: {progress: meta.progress ?? '', settled: meta.settled, waitingFor: mine},
    stage: {state: row.state, title: meta.title ?? '', settled: meta.settled, waitingFor: waiting},
    process: {
      class: row.class,
      openedAt: row.opened_at.toISOString(),
      eventGroup: row.event_group,
    },
    number: {number: row.number},
    subjectIdentity: {focusPhysician: row.subject_id},
    referrerIdentity: {referrer: row.referrer_id},
    reviewerIdentity: {
      reviewers: fields.relations
        .filter(({relation}) => REVIEWERS.has(relation))
        .map(({personId, relation}) => ({person: personId, status: relation.replace('Reviewer', '')}))
        .sort((a, b) => (a.person < b.person ? -1 : 1)),
    },
  };
  const subject = {personId: row.subject_id, pseudonym: SUBJECT_PSEUDONYM};
  return {id: row.id, workflow, facts, fields: record, items, subject};
}
