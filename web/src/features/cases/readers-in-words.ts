/** How somebody's part of a case is called to themselves. */
const parts: Readonly<Record<string, string>> = {
  referral: 'Your referral',
  input: 'What you say, and what you add',
  feedback: 'The letter and your answer to it',
  determination: 'What the committee decided',
  reviewContent: 'Your review',
  assignment: 'That you were asked to review',
  improvement: 'What improves because of it',
  deliberation: 'What the committee discussed',
  concern: 'The concern',
  conference: 'The anonymised case',
  patientIdentity: 'Which patient it is about',
  chart: 'The chart',
};

/** Several relations that a reader need not tell apart have the same words. */
const readers: Readonly<Record<string, string>> = {
  coordinator: 'the office',
  chair: 'the chair',
  presiding: 'the chair',
  viceChair: 'the vice chair',
  member: 'the committee',
  present: 'the committee',
  offeredReviewer: 'those who are asked to review',
  acceptedReviewer: 'those who review',
  outcomeReviewer: 'those who review',
  lockedReviewer: 'those who review',
  subject: 'the physician',
  referrer: 'whoever referred it',
  actionOwner: 'those who carry out an improvement',
  physicianLeader: 'the physician leader',
  compliance: 'compliance',
  administrator: 'administrators',
  surveyed: 'those who are asked about the review',
};

export const sharedInWords = (compartment: string): string => parts[compartment] ?? compartment;

/** @example `the office, the chair and those who review`; `nobody` for none */
export function readersInWords(relations: readonly string[]): string {
  const words = [...new Set(relations.map((relation) => readers[relation] ?? relation))];
  const last = words.pop();
  if (last === undefined) return 'nobody';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}
