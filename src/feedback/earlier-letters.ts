import {reading} from '../platform/database/statement';
import {ReadTransaction} from '../platform/database/transaction';
import {ActionHandler, CaseContext} from '../workflow';

/** Letters that are older do not make a repeat. */
const WITHIN = '24 months';
/** What a definition counts; more than that is as much. */
const MOST = 3;

const countLetters = reading<{letters: number}>(
  'earlier_letters',
  `SELECT count(*)::integer AS letters FROM review_case c
   JOIN review_case this ON this.organisation_id = c.organisation_id AND this.id = $2
   WHERE c.organisation_id = $1 AND c.subject_id = this.subject_id AND c.programme = this.programme
     AND c.class = this.class AND c.id <> this.id AND c.opened_at > this.opened_at - $3::interval
     AND (c.facts ->> 'letterSent' = 'true' OR c.facts ->> 'outcome' = 'escalated')`,
);

async function earlierLetters(tx: ReadTransaction, {organisationId, caseId}: CaseContext): Promise<number> {
  const row = await tx.row(countLetters, [organisationId, caseId, WITHIN]);
  return Math.min(row?.letters ?? 0, MOST);
}

/** How often the same physician had a letter, or was referred onwards, for the same kind of case. */
export const countEarlierLetters: ActionHandler = {
  effect: 'countEarlierLetters',
  async prepare(context) {
    return {supplied: {earlier: await earlierLetters(context.tx, context)}};
  },
  async apply(context) {
    const content = {earlier: await earlierLetters(context.tx, context), within: WITHIN};
    await context.addItem({kind: 'repeats', compartment: 'deliberation', owner: null, content});
  },
};
