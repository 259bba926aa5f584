import fc from 'fast-check';
import {wrapText} from './wrap-text';

/** Every character 10 points wide. */
const measure = (text: string): number => Array.from(text).length * 10;
const lines = (text: string, width: number): string[] =>
  wrapText(text, width, measure).map((line) => line.text);

describe('wrapText', () => {
  it('breaks between words and keeps the space at the end of the line, for copying', () => {
    expect(lines('one two three', 70)).toEqual(['one two ', 'three']);
  });

  it('has no line for an empty text, but keeps an empty line within one', () => {
    expect(lines('  ', 70)).toEqual([]);
    expect(lines('one\n\ntwo', 70)).toEqual(['one', '', 'two']);
  });

  it('breaks a word wider than the line at a hyphen or slash where it can', () => {
    expect(lines('a abcdef/ghijklmn b', 100)).toEqual(['a ', 'abcdef/', 'ghijklmn b']);
    expect(lines('abcdefghijklmnopqrstuvwxyz', 100)).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyz']);
  });

  it('never parts a letter from its mark', () => {
    expect(lines('x̀x̀x̀', 20)).toEqual(['x̀', 'x̀', 'x̀']);
  });

  it('sets at least one character a line however narrow it is', () => {
    expect(lines('abc', 1)).toEqual(['a', 'b', 'c']);
  });

  it('tells the width without the space at the end', () => {
    expect(wrapText('one two three', 70, measure).map(({width}) => width)).toEqual([70, 50]);
  });

  it('loses no word, parts no words that were apart, and keeps within the width', () => {
    const word = fc.stringMatching(/^[a-z/-]{1,30}$/u);
    fc.assert(
      fc.property(fc.array(word, {maxLength: 60}), fc.integer({min: 1, max: 40}), (words, characters) => {
        const wrapped = wrapText(words.join(' '), characters * 10, measure);
        expect(wrapped.map(({text}) => text).join('')).toBe(words.join(' '));
        expect(wrapped.filter(({text}) => measure(text.trimEnd()) > characters * 10)).toEqual([]);
      }),
    );
  });
});
