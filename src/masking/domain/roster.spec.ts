import fc from 'fast-check';
import {WordMask} from './known-words';
import {Roster} from './roster';

const GIVEN = ['Ann', 'Bo', 'José', 'Mei-Ling', 'Grace', 'Abe604', 'O’Brien', 'May'];
const FAMILY = ['Stone', 'Zhou', 'Pérez', 'van der Berg', 'Adams676', 'Lee', 'Smith-Jones'];
const WORDS = [...GIVEN, ...FAMILY, 'Dr.', 'nurse', 'saw', 'may', 'stone', 'J.', ',', 'perez', 'Adams', 'RN'];

const name = fc
  .tuple(fc.constantFrom('', 'Dr ', 'Prof. '), fc.constantFrom(...GIVEN), fc.constantFrom(...FAMILY))
  .map(([title, given, family]) => `${title}${given} ${family}`);
const text = fc
  .array(fc.constantFrom(...WORDS), {maxLength: 12})
  .map((words) => words.join(' ').normalize('NFC'));

const masked = (names: readonly string[], words: string): string =>
  new WordMask(names.map((one) => ({text: one, mask: `[${one}]`, bare: false, person: true}))).mask(words);

describe('a roster', () => {
  it('finds whoever can stand in a text, so that it is masked as if everybody were known', () => {
    const names = fc.uniqueArray(fc.oneof(name, fc.constantFrom('Cher', 'Dr Bo', 'Bo Bo')), {maxLength: 12});
    fc.assert(
      fc.property(names, text, (all, words) => {
        const sorted = [...all].sort();
        expect(masked(new Roster(sorted).among(words), words)).toBe(masked(sorted, words));
      }),
      {numRuns: 2000, seed: 7},
    );
  });

  it('finds nobody by a title, and each once', () => {
    const roster = new Roster(['Dr Ann Stone', 'Dr Ann Stone', 'Dr Bo Lee']);
    expect(roster.among('Dr who')).toEqual([]);
    expect(roster.among('Ann and Stone, Ann Stone')).toEqual(['Dr Ann Stone']);
    expect(roster.among('STONE or Bo Lee, nurse Ann')).toEqual(['Dr Ann Stone', 'Dr Bo Lee']);
    expect(roster.among('Ann or Ann, Bo or bo')).toEqual([]);
  });
});
