import {reading} from '../platform/database/statement';
import {ReadTransaction} from '../platform/database/transaction';
import {ActionHandler, CaseContext} from '../workflow';

/** Letters that are older do not make a repeat. */
const WITHIN = '24 months';
/** What a definition counts; more than that is as much. */
const MOST = 3;

/** Of two confirmations for the same physician at once, the second waits, and counts the first. */
const oneAfterTheOther = reading(
  'earlier_letters_lock',
  `SELECT pg_advisory_xact_lock(hashtextextended(format('%s %s %s', programme, class, subject_id), 0))
   FROM review_case WHERE organisation_id = $1 AND id = $2`,
);

/**
 * A letter counts from the day on which it was written, whatever became of its case, unless the case was found to be no
 * breach after all; a confirmation whose letter is still to be written counts as one.
 */
const countLetters = reading<{letters: number}>(
  'earlier_letters',
  `SELECT count(*)::integer AS letters FROM review_case c
   JOIN review_case this ON this.organisation_id = c.organisation_id AND this.id = $2
   WHERE c.organisation_id = $1 AND c.subject_id = this.subject_id AND c.programme = this.programme
     AND c.class = this.class AND c.id <> this.id AND c.facts ->> 'outcome' IS DISTINCT FROM 'notConfirmed'
     AND EXISTS (SELECT FROM case_item i WHERE i.organisation_id = c.organisation_id AND i.case_id = c.id
       AND i.created_at > $3::timestamptz - $4::interval AND (i.kind IN ('letter', 'handOff')
         OR (i.kind = 'repeats' AND c.facts ->> 'confirmed' = 'true' AND c.facts ->> 'outcome' = 'none')))`,
);

type Counting = CaseContext & {readonly tx: ReadTransaction; readonly now: Date};

async function earlierLetters({tx, now, organisationId, caseId}: Counting): Promise<number> {
  await tx.row(oneAfterTheOther, [organisationId, caseId]);
  const row = await tx.row(countLetters, [organisationId, caseId, now, WITHIN]);
  return Math.min(row?.letters ?? 0, MOST);
}

/** How often the same physician had a letter, or was referred onwards, for the same kind of case. */
export const countEarlierLetters: ActionHandler = {
  effect: 'countEarlierLetters',
  supplies: ['earlier'],
  async prepare(context) {
    return {supplied: {earlier: await earlierLetters(context)}};
  },
  async apply(context) {
    const content = {earlier: await earlierLetters(context), within: WITHIN};
    await context.addItem({kind: 'repeats', compartment: 'deliberation', owner: null, content});
  },
};
