import {Candidate, Participant, blocks, findConflicts} from './find-conflicts';

const person = (personId: string, parts: Partial<Candidate> = {}): Candidate => ({
  personId,
  name: `Dr ${personId}`,
  npi: null,
  practiceGroupId: null,
  ...parts,
});

const subject = person('Subject', {practiceGroupId: 'group'});
const kinds = (candidate: Candidate, participants: readonly Participant[] = []): unknown[] =>
  findConflicts([candidate], subject, participants).map((conflict) => [
    conflict.kind,
    conflict.grade,
    blocks(conflict),
  ]);

describe('a conflict of interest', () => {
  it('is absolute for the reviewed physician', () => {
    expect(kinds(subject)).toEqual([['self', 'absolute', true]]);
  });

  it('is presumed within a practice group, and not between people who have none', () => {
    expect(kinds(person('Colleague', {practiceGroupId: 'group'}))).toEqual([
      ['practiceGroup', 'presumptive', true],
    ]);
    expect(kinds(person('Other', {practiceGroupId: 'other'}))).toEqual([]);
    expect(findConflicts([person('A')], person('B'), [])).toEqual([]);
  });

  it('is absolute for whoever treated the patient by their NPI', () => {
    const treated = [{npi: '1000000004', name: 'Somebody Else'}];
    expect(kinds(person('Treating', {npi: '1000000004'}), treated)).toEqual([
      ['treatedPatient', 'absolute', true],
    ]);
    expect(kinds(person('Another', {npi: '1000000012'}), treated)).toEqual([]);
  });

  it('is flagged, and keeps nobody out, where the name alone agrees', () => {
    const treated = [
      {npi: null, name: 'Pérez, José MD'},
      {npi: null, name: null},
    ];
    expect(kinds(person('P', {name: 'Dr. Jose Perez'}), treated)).toEqual([
      ['treatedPatient', 'absolute', false],
    ]);
    expect(kinds(person('Q', {name: 'Dr. Jose Peres'}), treated)).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['Dr. José Pérez12', 'Perez, Jose MD', true],
    ['Мария Иванова', 'ИВАНОВА Мария', true],
    ['Ann Lee', 'Anne Lee', false],
  ])('%p and %p agree: %p', (name, written, agree) => {
    const found = kinds(person('P', {name}), [{npi: null, name: written}]);
    expect(found.length === 1).toBe(agree);
  });
});
