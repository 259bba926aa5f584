/** Every stored field of a case belongs to one of these; a workflow says who sees which, and when. */
export const COMPARTMENTS = [
  'progress',
  'stage',
  'process',
  'number',
  'referral',
  'patientIdentity',
  'subjectIdentity',
  'referrerIdentity',
  'reviewerIdentity',
  'chart',
  'input',
  'assignment',
  'reviewContent',
  'deliberation',
  'determination',
  'feedback',
  /** An anonymised case and what was learned from it. */
  'conference',
  'improvement',
  'concern',
  /** Conflicts of interest of others, with their evidence. */
  'conflict',
  'statistics',
  /** What masking has to know of who is who; nobody sees it. */
  'masking',
] as const;

export type Compartment = (typeof COMPARTMENTS)[number];

/** Whose name stands on an item of these compartments is told only to those who see that identity. */
export const IDENTITY_OF: Partial<Record<Compartment, Compartment>> = {
  referral: 'referrerIdentity',
  patientIdentity: 'subjectIdentity',
  input: 'subjectIdentity',
  feedback: 'subjectIdentity',
  assignment: 'reviewerIdentity',
  reviewContent: 'reviewerIdentity',
};

/** Whoever acted under one of these relations is named only to those who see that identity. */
export const IDENTITY_OF_RELATION: Readonly<Partial<Record<string, Compartment>>> = {
  referrer: 'referrerIdentity',
  subject: 'subjectIdentity',
  offeredReviewer: 'reviewerIdentity',
  acceptedReviewer: 'reviewerIdentity',
  formerReviewer: 'reviewerIdentity',
  outcomeReviewer: 'reviewerIdentity',
  lockedReviewer: 'reviewerIdentity',
};

/** Roles that a person holds in the organisation or in the case's committee. */
export const ROLES = ['coordinator', 'chair', 'viceChair', 'member', 'compliance', 'administrator'] as const;

/** What a person is to one case. */
export const RELATIONS = [
  ...ROLES,
  'presiding',
  'referrer',
  'subject',
  'conflicted',
  'recused',
  'offeredReviewer',
  'acceptedReviewer',
  /** Had accepted and did not lock. */
  'formerReviewer',
  'outcomeReviewer',
  'lockedReviewer',
  'present',
  'actionOwner',
  'physicianLeader',
  'surveyed',
] as const;

/** Process fields alone: opening them is not reading case content. */
export const PROCESS_COMPARTMENTS: ReadonlySet<Compartment> = new Set([
  'progress',
  'stage',
  'process',
  'number',
]);
