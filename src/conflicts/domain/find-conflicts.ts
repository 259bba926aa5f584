/** What detection knows of a person. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly npi: string | null;
  readonly practiceGroupId: string | null;
}

/** Somebody who took part in the care, as the chart names them. */
export interface Participant {
  readonly npi: string | null;
  readonly name: string | null;
}

export type ConflictKind = 'self' | 'practiceGroup' | 'treatedPatient';
export type ConflictGrade = 'absolute' | 'presumptive';

export interface Conflict {
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly grade: ConflictGrade;
  /** False where only the name agrees: somebody must look. */
  readonly verified: boolean;
  readonly evidence: string;
}

/** Conflicts of each candidate with the reviewed physician and with whoever the chart says treated the patient. */
export function findConflicts(
  candidates: readonly Candidate[],
  subject: Candidate,
  participants: readonly Participant[],
): Conflict[] {
  const npis = new Set(participants.flatMap(({npi}) => npi ?? []));
  const names = new Set(participants.flatMap(({name}) => (name === null ? [] : nameKey(name))));
  return candidates.flatMap((candidate) => [
    ...self(candidate, subject),
    ...practiceGroup(candidate, subject),
    ...treatedPatient(candidate, npis, names),
  ]);
}

/** Whether it keeps a person from judging: a name alone is not proof. */
export const blocks = ({verified}: Conflict): boolean => verified;

function self({personId}: Candidate, subject: Candidate): Conflict[] {
  if (personId !== subject.personId) return [];
  return [{personId, kind: 'self', grade: 'absolute', verified: true, evidence: 'is the reviewed physician'}];
}

function practiceGroup({personId, practiceGroupId}: Candidate, subject: Candidate): Conflict[] {
  if (
    personId === subject.personId ||
    practiceGroupId === null ||
    practiceGroupId !== subject.practiceGroupId
  )
    return [];
  return [
    {personId, kind: 'practiceGroup', grade: 'presumptive', verified: true, evidence: 'same practice group'},
  ];
}

function treatedPatient(
  {personId, npi, name}: Candidate,
  npis: ReadonlySet<string>,
  names: ReadonlySet<string>,
): Conflict[] {
  const conflict = {personId, kind: 'treatedPatient', grade: 'absolute'} as const;
  if (npi !== null && npis.has(npi))
    return [{...conflict, verified: true, evidence: 'the chart names this NPI as taking part in the care'}];
  if (names.has(nameKey(name)))
    return [{...conflict, verified: false, evidence: 'the chart names somebody of this name; not verified'}];
  return [];
}

const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'md', 'do', 'phd', 'rn', 'np', 'pa']);

/** Letters alone, without titles, digits, accents and order: "Dr. José Pérez12" and "Perez, Jose MD" agree. */
function nameKey(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words
    .filter((word) => word !== '' && !TITLES.has(word))
    .sort()
    .join(' ');
}
