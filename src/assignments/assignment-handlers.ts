import {declareConflict, refreshConflicts, refuseConflicted} from '../conflicts';
import {ActionContext, ActionHandler, shift} from '../workflow';
import {insertAssignment, setAssignment} from './assignment-rows';

/** Days for a review from the offer on, until a workflow says otherwise. */
const REVIEW_TIME = 'P14D';
const MOST_REVIEWERS = 3;

interface OfferData {
  readonly reviewers: readonly string[];
  readonly note?: string;
}

/** How many reviewers still stand, and how many reviews the case then needs. */
const offerAssignments: ActionHandler<OfferData> = {
  effect: 'offerAssignments',
  supplies: ['reviewersActive', 'reviewsRequired'],
  prepare({data, facts}) {
    const active = Number(facts['reviewersActive']) + data.reviewers.length;
    if (active > MOST_REVIEWERS)
      return Promise.resolve({
        faults: [
          {pointer: '/data/reviewers', detail: `makes more than ${MOST_REVIEWERS} reviewers of one case`},
        ],
      });
    const required = Math.max(Number(facts['reviewsRequired']), active);
    return Promise.resolve({supplied: {reviewersActive: active, reviewsRequired: required}});
  },
  async apply(context) {
    const {tx, organisationId, caseId, round, now, calendar, randomness, data} = context;
    const due = shift(now, REVIEW_TIME, 'calendar', calendar);
    for (const personId of data.reviewers) {
      const row = [organisationId, caseId, randomness.uuid(), personId, round, now, due];
      await tx.write(insertAssignment, row);
      await context.relate(personId, 'offeredReviewer');
      const content = {due: due.toISOString(), ...(data.note !== undefined && {note: data.note})};
      await context.addItem({kind: 'assignment', compartment: 'assignment', owner: personId, content});
      await context.notify(personId, 'assignmentOffered');
    }
    await refreshConflicts(context);
  },
};

const acceptAssignment: ActionHandler = {
  effect: 'acceptAssignment',
  prepare: refuseConflicted,
  async apply(context) {
    const {personId} = context.actor;
    await setStatus(context, personId, 'accepted');
    await context.relate(personId, 'acceptedReviewer');
    await context.unrelate(personId, 'offeredReviewer');
  },
};

const declineAssignment: ActionHandler<{reason: string; comment?: string}> = {
  effect: 'declineAssignment',
  async apply(context) {
    const {personId} = context.actor;
    await endUnlocked(context, personId, 'declined');
    const content = context.data;
    await context.addItem({kind: 'assignmentDeclined', compartment: 'assignment', owner: personId, content});
    // Whatever its grade: who says at the assignment that they are in conflict is out.
    if (context.data.reason !== 'conflict') return;
    await declareConflict(context, {about: personId, kind: 'other', occasion: 'assignment', by: personId});
    await context.relate(personId, 'conflicted');
  },
};

const withdrawAssignment: ActionHandler<{reviewer: string; reason: string}> = {
  effect: 'withdrawAssignment',
  async apply(context) {
    const {reviewer, reason} = context.data;
    await endUnlocked(context, reviewer, 'withdrawn');
    const item = {kind: 'assignmentWithdrawn', compartment: 'assignment', owner: reviewer, content: {reason}};
    await context.addItem(item);
  },
};

/** Offers that nobody answered in time go back to the office. */
const lapseOffers: ActionHandler = {
  effect: 'lapseOffers',
  async apply(context) {
    for (const {personId, relation} of context.relations) {
      if (relation !== 'offeredReviewer') continue;
      await end(context, personId, 'lapsed');
      const item = {kind: 'assignmentLapsed', compartment: 'assignment', owner: personId, content: {}};
      await context.addItem(item);
    }
  },
};

/** Whoever had accepted judged blind: what else they are shows them no more of the case than before. */
async function endUnlocked(context: ActionContext<unknown>, personId: string, status: string): Promise<void> {
  const accepted = context.relations.some(
    (held) => held.personId === personId && held.relation === 'acceptedReviewer',
  );
  await end(context, personId, status);
  if (accepted) await context.relate(personId, 'formerReviewer');
}

async function end(context: ActionContext<unknown>, personId: string, status: string): Promise<void> {
  await setStatus(context, personId, status);
  await context.unrelate(personId, 'offeredReviewer');
  await context.unrelate(personId, 'acceptedReviewer');
}

async function setStatus(context: ActionContext<unknown>, personId: string, status: string): Promise<void> {
  const {tx, organisationId, caseId, now} = context;
  await tx.write(setAssignment, [organisationId, caseId, personId, status, now]);
}

/** Also the reviews feature's, when a review is locked. */
export async function lockAssignment(context: ActionContext<unknown>, personId: string): Promise<void> {
  await end(context, personId, 'locked');
  await context.relate(personId, 'lockedReviewer');
}

export const assignmentHandlers: readonly ActionHandler<never>[] = [
  offerAssignments,
  acceptAssignment,
  declineAssignment,
  withdrawAssignment,
  lapseOffers,
];
