import type {PersonLine} from './parse-people';
import {planLine} from './plan-import';
import type {KnownPerson} from './plan-import';

const known: KnownPerson = {
  id: 'id',
  displayName: 'Ada',
  npi: '1234567893',
  specialty: 'Surgery',
  department: null,
  physician: true,
  disabled: false,
};
const line = (more: Partial<PersonLine> = {}): PersonLine => ({
  line: 2,
  email: 'a@x.test',
  displayName: 'Ada',
  npi: undefined,
  specialty: undefined,
  department: undefined,
  physician: undefined,
  active: undefined,
  ...more,
});

describe('what becomes of a line', () => {
  it('enters whoever is new, with nothing that the line does not say', () => {
    expect(planLine(line({specialty: 'Surgery'}), undefined)).toMatchObject({
      what: 'create',
      id: null,
      access: null,
      profile: {displayName: 'Ada', npi: null, specialty: 'Surgery', department: null, physician: false},
    });
  });

  it('does not enter whoever is new and not active', () => {
    expect(planLine(line({active: false}), undefined).what).toBe('same');
  });

  it('keeps what the file has no column for', () => {
    expect(planLine(line(), known)).toMatchObject({what: 'same', changes: [], profile: {npi: '1234567893'}});
  });

  it('names what changes', () => {
    const planned = planLine(line({displayName: 'Ada L.', npi: null, physician: false}), known);
    expect(planned).toMatchObject({
      what: 'change',
      changes: ['displayName', 'npi', 'physician'],
      access: null,
    });
  });

  it.each([
    [true, true, 'enable'],
    [false, false, 'disable'],
    [true, false, null],
    [false, true, null],
    [undefined, true, null],
  ])('with active %s and disabled %s: %s', (active, disabled, access) => {
    const planned = planLine(line({active}), {...known, disabled});
    expect(planned.access).toBe(access);
    expect(planned.what).toBe(access === null ? 'same' : 'change');
    expect(planned.changes).toEqual(access === null ? [] : ['active']);
  });
});
