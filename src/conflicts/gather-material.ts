import type {ReadTransaction} from '../platform/database/transaction';
import type {CaseContext} from '../workflow';
import {ConflictRules, conflictRules} from './domain/conflict-kinds';
import type {Candidate, CaseMaterial} from './domain/find-conflicts';
import {domainOf} from './domain/known-identities';
import type {Aliases, Identity, StopList} from './domain/known-identities';
import {namingTexts} from './domain/naming-texts';
import {
  CandidateRow,
  IdentityRow,
  findAliases,
  findCandidates,
  findIdentities,
  findLinkedSubjects,
  findParticipants,
  findPlaceholders,
  findReviewed,
  findTies,
} from './persistence/material-rows';

/** A case as far as conflicts with it go. */
export type ConflictedCase = Pick<
  CaseContext,
  'organisationId' | 'caseId' | 'subjectId' | 'workflow' | 'texts'
>;

export interface Gathered {
  readonly material: CaseMaterial;
  readonly rules: ConflictRules;
  /** Officers of committees and of the office. */
  readonly officers: ReadonlySet<string>;
}

const DAY = 86_400_000;

export const rulesOf = ({workflow}: Pick<ConflictedCase, 'workflow'>): ConflictRules =>
  conflictRules(workflow.meta.conflicts);

/**
 * Everything on which conflicts with a case rest, as it is now.
 *
 * @param also one more person to look at, whatever they are
 * @returns null when the reviewed physician is not in the registry
 */
export async function gatherMaterial(
  tx: ReadTransaction,
  one: ConflictedCase,
  now: Date,
  also: string | null = null,
): Promise<Gathered | null> {
  const {organisationId, caseId, subjectId} = one;
  const rules = rulesOf(one);
  const rows = await tx.rows(findCandidates, [organisationId, subjectId, also]);
  const identities = await tx.rows(findIdentities, [organisationId]);
  const candidates = rows.map((row) =>
    candidateOf(
      row,
      identities.filter(({person_id}) => person_id === row.id),
    ),
  );
  const subject = candidates.find(({personId}) => personId === subjectId);
  if (!subject) return null;
  const since = new Date(now.getTime() - rules.reviewedWithinDays * DAY);
  const reviewed = await tx.rows(findReviewed, [organisationId, subjectId, caseId, since]);
  const linked = await tx.rows(findLinkedSubjects, [organisationId, caseId]);
  const ties = await tx.rows(findTies, [organisationId, subjectId]);
  const material = {
    candidates,
    subject,
    participants: await tx.rows(findParticipants, [organisationId, caseId]),
    linkedSubjects: new Set(linked.map(({subject_id}) => subject_id)),
    texts: namingTexts(one.texts()),
    ties: ties.map(({kind, person_id, other_id, verified}) => ({
      ...{kind, verified},
      ...{person: person_id, other: other_id},
    })),
    reviewed: new Map(reviewed.map(({person_id, day}) => [person_id, day])),
    ...(await organisationWords(tx, organisationId)),
  };
  return {material, rules, officers: new Set(rows.filter(({officer}) => officer).map(({id}) => id))};
}

/** Under which names organisations go, and which names stand for none. */
export async function organisationWords(
  tx: ReadTransaction,
  organisationId: string,
): Promise<{aliases: Aliases; stops: StopList}> {
  const aliases = await tx.rows(findAliases, [organisationId]);
  const placeholders = await tx.rows(findPlaceholders, [organisationId]);
  const listed = (wanted: boolean): Set<string> =>
    new Set(placeholders.filter(({listed}) => listed === wanted).map(({value}) => value));
  return {
    aliases: new Map(aliases.map(({alias, stands_for}) => [alias, stands_for])),
    stops: {added: listed(true), removed: listed(false)},
  };
}

function candidateOf(row: CandidateRow, rows: readonly IdentityRow[]): Candidate {
  const further = (...kinds: IdentityRow['kind'][]): Identity[] =>
    rows.filter(({kind}) => kinds.includes(kind));
  const mail = [{value: row.email, verified: true}, ...further('email')];
  return {
    personId: row.id,
    names: [{value: row.display_name, verified: true}, ...further('name')],
    npis: [...(row.npi === null ? [] : [{value: row.npi, verified: true}]), ...further('npi')],
    employers: [
      ...further('employer'),
      ...mail.map(({value, verified}) => ({value: domainOf(value), verified})),
    ],
    markets: further('market').map(({value}) => value),
    practiceGroupId: row.practice_group_id,
    specialty: row.specialty,
  };
}
