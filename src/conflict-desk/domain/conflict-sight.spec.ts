import {COMPARTMENTS} from '../../disclosure';
import type {Compartment} from '../../disclosure';
import {IN_LINKED_CASE, evidenceOf} from '../../conflicts/domain/naming-texts';
import {mayName, maySee} from './conflict-sight';
import type {ConflictSight, TellingConflict} from './conflict-sight';

const [VIEWER, SUBJECT, REVIEWER, OTHER] = ['viewer', 'subject', 'reviewer', 'other'];
const parties = new Map([
  [SUBJECT, ['subject']],
  [REVIEWER, ['conflicted', 'offeredReviewer']],
]);
const plain: TellingConflict = {
  ...{personId: OTHER, kind: 'practiceGroup', source: 'detected', row: null},
  evidence: 'same practice group',
};
const sight = (sees: readonly Compartment[]): ConflictSight => ({
  personId: VIEWER,
  parties,
  linkedSubjects: new Set(['known']),
  sees: new Set(sees),
});
const shown = (conflict: Partial<TellingConflict>, sees: readonly Compartment[]): boolean =>
  maySee(sight(sees), {...plain, ...conflict});
const but = (...hidden: Compartment[]): Compartment[] => COMPARTMENTS.filter((one) => !hidden.includes(one));
const declared = (by: string) => ({declared_by: by, occasion: null});

test('a conflict of somebody else is seen by whoever sees conflicts', () => {
  expect(shown({}, ['conflict'])).toBe(true);
  expect(shown({}, but('conflict'))).toBe(false);
});

test('what somebody declared they see, and nobody sees what others know of them', () => {
  for (const personId of [VIEWER, SUBJECT, OTHER])
    expect(shown({personId, source: 'other', row: declared(VIEWER)}, [])).toBe(true);
  for (const row of [null, declared(OTHER)]) expect(shown({personId: VIEWER, row}, COMPARTMENTS)).toBe(false);
});

test('whatever the subject is found in tells whose case it is', () => {
  for (const kind of ['self', 'other'] as const) {
    expect(shown({personId: SUBJECT, kind}, but('subjectIdentity'))).toBe(false);
    expect(shown({personId: SUBJECT, kind}, ['conflict', 'subjectIdentity'])).toBe(true);
  }
});

test.each([
  ['that somebody declined a review', {row: {declared_by: OTHER, occasion: 'assignment'}}],
  ['that somebody reviewed the same physician', {kind: 'reviewedSubject'}],
  ['what a reviewer says of themselves', {personId: REVIEWER, source: 'self', row: declared(REVIEWER)}],
] as const)('%s tells who reviews', (_, conflict) => {
  expect(shown(conflict, but('reviewerIdentity'))).toBe(false);
  expect(shown(conflict, ['conflict', 'reviewerIdentity'])).toBe(true);
});

test('whose care a linked case is about is told to whoever knows that of the linked case', () => {
  const linked = {kind: 'namedInCase', evidence: IN_LINKED_CASE} as const;
  expect(shown(linked, COMPARTMENTS)).toBe(false);
  expect(shown({...linked, personId: 'known'}, COMPARTMENTS)).toBe(true);
});

test.each(['referral', 'input', 'chart'] as const)(
  'whom the %s names is told to its readers alone',
  (where) => {
    const named = {kind: 'namedInCase', evidence: evidenceOf([where])} as const;
    expect(shown(named, but(where))).toBe(false);
    expect(shown(named, ['conflict', where])).toBe(true);
    const both = {...named, evidence: evidenceOf(['referral', 'input', 'chart'])};
    expect(shown(both, ['conflict', where])).toBe(false);
  },
);

test('what a reviewer says of another is told, and not by whom', () => {
  const conflict = {source: 'other', row: declared(REVIEWER)} as const;
  expect(shown(conflict, ['conflict'])).toBe(true);
  expect(mayName(sight(but('reviewerIdentity')), REVIEWER)).toBe(false);
  expect(mayName(sight(['reviewerIdentity']), REVIEWER)).toBe(true);
  expect(mayName(sight([]), OTHER)).toBe(true);
  expect(mayName({...sight([]), personId: REVIEWER}, REVIEWER)).toBe(true);
});
