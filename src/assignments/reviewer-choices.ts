import {compartmentsTold, isOpen, knownConflicts} from '../conflicts';
import type {KnownConflict} from '../conflicts';
import type {Clock} from '../platform/clock/clock';
import {CaseContext, ChoiceContext, ChoiceSource} from '../workflow';
import {findNames, findOpen, findReviewers} from './assignment-rows';

/** Relations with which nobody is asked to review, again or at all. */
const NOT_ASKED = new Set([
  'subject',
  'referrer',
  'conflicted',
  'recused',
  'offeredReviewer',
  'acceptedReviewer',
  'formerReviewer',
  'lockedReviewer',
]);

const ACTIVE = new Set(['offeredReviewer', 'acceptedReviewer']);

/** Who could review this case: reviewers free of blocking conflicts; whatever else is known or suspected is said. */
export const eligibleReviewers = (clock: Clock): ChoiceSource => ({
  name: 'reviewers',
  async choices(context: ChoiceContext) {
    const one = context.case;
    if (!one) return [];
    const known = await knownConflicts(context.tx, one, clock.now());
    const blocked = new Set(known.filter(({blocks}) => blocks).map(({personId}) => personId));
    const all = await context.tx.rows(findReviewers, [context.organisationId]);
    const reviewers = all.filter(({id}) => !blocked.has(id) && !holds(one, id, NOT_ASKED));
    const open = await openReviews(
      context,
      reviewers.map(({id}) => id),
    );
    return reviewers.map(({id, display_name, specialty}) => ({
      const: id,
      title: [
        specialty === null ? display_name : `${display_name}, ${specialty}`,
        `${open.get(id) ?? 0} open`,
        ...known.filter(({personId}) => personId === id).flatMap((one) => remark(one, context.sees)),
      ].join(' · '),
    }));
  },
});

/** What each has open now, so that work is spread: in cases alone in which whoever chooses may know who reviews. */
async function openReviews(
  context: ChoiceContext,
  people: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const open = await context.tx.rows(findOpen, [context.organisationId, people]);
  const cases = [...new Set(open.map(({case_id}) => case_id))];
  const known = await context.showing(cases, 'reviewerIdentity');
  const counts = new Map<string, number>();
  for (const {person_id, case_id} of open)
    if (known.has(case_id)) counts.set(person_id, (counts.get(person_id) ?? 0) + 1);
  return counts;
}

/** What does not block, with the choice, as far as whoever chooses may know; what was dismissed is not said again. */
export function remark(conflict: KnownConflict, sees: ReadonlySet<string>): string[] {
  if (conflict.state === 'dismissed' || conflict.state === 'pinnedFree') return [];
  if (compartmentsTold(conflict).some((where) => !sees.has(where)))
    return ['a possible conflict: please check'];
  return [isOpen(conflict) ? `${conflict.evidence}: please check` : conflict.evidence];
}

/** Reviewers who were asked or have accepted, and have not locked yet. */
export const activeReviewers: ChoiceSource = {
  name: 'activeReviewers',
  async choices({tx, organisationId, case: one}) {
    const ids = (one?.relations ?? [])
      .filter(({relation}) => ACTIVE.has(relation))
      .map(({personId}) => personId);
    const rows = ids.length > 0 ? await tx.rows(findNames, [organisationId, ids]) : [];
    return rows.map(({id, display_name}) => ({const: id, title: display_name}));
  },
};

const holds = ({relations}: CaseContext, personId: string, wanted: ReadonlySet<string>): boolean =>
  relations.some((held) => held.personId === personId && wanted.has(held.relation));
