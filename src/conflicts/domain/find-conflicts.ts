import {ConflictGrade, ConflictKind, ConflictRules} from './conflict-kinds';
import {Aliases, Identity, StopList, isNobody, nameKey, organisationOf} from './known-identities';
import {IN_LINKED_CASE, NamingTexts, evidenceOf} from './naming-texts';

/** What detection knows of a person: every identity, checked or not. */
export interface Candidate {
  readonly personId: string;
  readonly names: readonly Identity[];
  readonly npis: readonly Identity[];
  /** Organisations by name, or by the domain of their mail. */
  readonly employers: readonly Identity[];
  readonly markets: readonly string[];
  readonly practiceGroupId: string | null;
  readonly specialty: string | null;
}

/** Somebody who took part in the care, as the chart names them. */
export interface Participant {
  readonly npi: string | null;
  readonly name: string | null;
}

/** What the registry says of two people: `person` supervises, is related to, or has money with `other`. */
export interface Tie {
  readonly kind: 'supervisor' | 'family' | 'financial';
  readonly person: string;
  readonly other: string;
  readonly verified: boolean;
}

/** Everything on which conflicts with one case rest. */
export interface CaseMaterial {
  readonly candidates: readonly Candidate[];
  readonly subject: Candidate;
  readonly participants: readonly Participant[];
  /** Reviewed physicians of the linked cases of the same event. */
  readonly linkedSubjects: ReadonlySet<string>;
  /** What was told of the case, by where it stands. */
  readonly texts: NamingTexts;
  readonly ties: readonly Tie[];
  /** When each person last locked a review of the same physician in another case, as a day. */
  readonly reviewed: ReadonlyMap<string, string>;
  readonly aliases: Aliases;
  readonly stops: StopList;
}

export interface Conflict {
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly grade: ConflictGrade;
  /** False where only a name agrees, or an identity that nobody has checked: somebody must look. */
  readonly verified: boolean;
  readonly evidence: string;
}

type Found = Pick<Conflict, 'kind' | 'verified' | 'evidence'>;

/** Conflicts of each candidate with the reviewed physician and with whoever the chart says treated the patient. */
export function findConflicts(material: CaseMaterial, {grade}: ConflictRules): Conflict[] {
  const {candidates, subject} = material;
  const chart = chartKeys(material.participants);
  return candidates.flatMap((candidate) => {
    const {personId} = candidate;
    const found: Found[] =
      personId === subject.personId
        ? [{kind: 'self', verified: true, evidence: 'is the reviewed physician'}]
        : [
            ...treatedPatient(candidate, chart),
            ...namedInCase(candidate, material),
            ...tied(candidate, material),
            ...practiceGroup(candidate, subject),
            ...reviewedSubject(candidate, material),
            ...employer(candidate, material),
            ...sameSpecialty(candidate, subject),
          ];
    return found.flatMap((one) => {
      const graded = grade(one.kind);
      return graded === null ? [] : [{personId, grade: graded, ...one}];
    });
  });
}

interface ChartKeys {
  readonly npis: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

const chartKeys = (participants: readonly Participant[]): ChartKeys => ({
  npis: new Set(participants.flatMap(({npi}) => npi ?? [])),
  names: new Set(participants.flatMap(({name}) => (name === null ? [] : nameKey(name)))),
});

function treatedPatient({npis, names}: Candidate, chart: ChartKeys): Found[] {
  const kind = 'treatedPatient';
  const numbers = npis.filter(({value}) => chart.npis.has(value));
  if (numbers.some(({verified}) => verified))
    return [{kind, verified: true, evidence: 'the chart names this NPI as taking part in the care'}];
  if (numbers.length > 0)
    return [
      {kind, verified: false, evidence: 'the chart names an NPI that is said to be theirs; not verified'},
    ];
  return names.some(({value}) => chart.names.has(nameKey(value)))
    ? [{kind, verified: false, evidence: 'the chart names somebody of this name; not verified'}]
    : [];
}

function namedInCase({personId, names}: Candidate, {linkedSubjects, texts, stops}: CaseMaterial): Found[] {
  const kind = 'namedInCase';
  if (linkedSubjects.has(personId)) return [{kind, verified: true, evidence: IN_LINKED_CASE}];
  const known = names.filter(({value}) => !isNobody(value, stops));
  const naming = [...texts].filter(([, pairs]) => known.some(({value}) => pairs.name(value)));
  // Two people can have one name: somebody must look.
  return naming.length > 0
    ? [{kind, verified: false, evidence: evidenceOf(naming.map(([where]) => where))}]
    : [];
}

function tied({personId}: Candidate, {ties, subject}: CaseMaterial): Found[] {
  return ties.flatMap(({kind, person, other, verified}): Found[] => {
    const forth = person === personId && other === subject.personId;
    const back = person === subject.personId && other === personId;
    if (!forth && !back) return [];
    if (kind !== 'supervisor') return [{kind, verified, evidence: `the registry holds a ${kind} tie`}];
    return forth
      ? [{kind: 'supervisor', verified, evidence: 'supervises the reviewed physician'}]
      : [{kind: 'subordinate', verified, evidence: 'is supervised by the reviewed physician'}];
  });
}

const practiceGroup = ({practiceGroupId}: Candidate, subject: Candidate): Found[] =>
  practiceGroupId !== null && practiceGroupId === subject.practiceGroupId
    ? [{kind: 'practiceGroup', verified: true, evidence: 'same practice group'}]
    : [];

function reviewedSubject({personId}: Candidate, {reviewed}: CaseMaterial): Found[] {
  const day = reviewed.get(personId);
  return day === undefined
    ? []
    : [{kind: 'reviewedSubject', verified: true, evidence: `reviewed the same physician on ${day}`}];
}

function employer({employers}: Candidate, {subject, aliases, stops}: CaseMaterial): Found[] {
  const theirs = new Map<string, boolean>();
  for (const {value, verified} of subject.employers) {
    const key = organisationOf(value, aliases, stops);
    if (key !== null) theirs.set(key, verified || theirs.get(key) === true);
  }
  const shared = employers.flatMap(({value, verified}) => {
    const key = organisationOf(value, aliases, stops);
    const known = key === null ? undefined : theirs.get(key);
    return known === undefined ? [] : [{key, verified: verified && known}];
  });
  const [first] = [...shared].sort((a, b) => Number(b.verified) - Number(a.verified));
  if (!first) return [];
  return [
    {
      kind: 'employer',
      verified: first.verified,
      evidence: `same employer: ${String(first.key)}${first.verified ? '' : '; not verified'}`,
    },
  ];
}

/** Without a market of their own, people share the organisation's. */
function sameSpecialty({specialty, markets}: Candidate, subject: Candidate): Found[] {
  const same = specialty !== null && nameKey(specialty) === nameKey(subject.specialty ?? '');
  const apart =
    markets.length > 0 &&
    subject.markets.length > 0 &&
    !markets.some((one) => subject.markets.some((other) => nameKey(one) === nameKey(other)));
  return same && !apart
    ? [{kind: 'sameSpecialty', verified: true, evidence: 'same specialty and market'}]
    : [];
}
