import {NamePairs, namePairs} from './name-pairs';

const names = (text: string, name: string, small = true): boolean =>
  new NamePairs(namePairs(text, {small})).name(name);

describe('a text names somebody', () => {
  it.each([
    ['in full', 'Seen by Daniel Whitcombe at noon.', 'Dr Daniel Whitcombe'],
    ['family name first', 'Whitcombe, Daniel: on call', 'Dr Daniel Whitcombe'],
    ['with an initial between', 'Daniel J. Whitcombe wrote', 'Daniel Whitcombe'],
    ['by the family name with a title', 'I called Dr. Whitcombe twice', 'Daniel Whitcombe'],
    ['by the family name with what follows it', 'Whitcombe MD was told', 'Daniel Whitcombe'],
    ['in capitals', 'CALLED DANIEL WHITCOMBE', 'Daniel Whitcombe'],
    ['in small letters', 'then dr whitcombe came', 'Daniel Whitcombe'],
    ['without accents', 'Elif Yildiz was on', 'Dr Elif Yıldız'],
    ['without a middle name', 'Ana Lopez saw them', 'Ana Maria López'],
    ['with a middle name', 'Ana Maria Lopez saw them', 'Ana Maria López'],
    ['with small words in it', 'Dr van der Berg and', 'Anna van der Berg'],
    ['with a hyphen', 'Dr Smith-Jones and', 'Anna Smith-Jones'],
    ['as a chart numbers them', 'Dr. Adams676 signed', 'Abe604 Adams676'],
    ['registered family name first', 'José Pérez helped', 'Perez, Jose MD'],
    ['with the title alone known', 'Dr Ali came', 'Ali'],
  ])('%s', (_, text, name) => {
    expect(names(text, name)).toBe(true);
  });

  it.each([
    ['a first name alone', 'Daniel said so', 'Daniel Whitcombe'],
    ['a first name with a title', 'Dr Daniel said so', 'Daniel Whitcombe'],
    ['a family name alone', 'the Whitcombe ward', 'Daniel Whitcombe'],
    ['common words that are also a name', 'for a long time, in the field', 'Summer Field'],
    ['words apart', 'Daniel. The Whitcombe ward', 'Daniel Whitcombe'],
    ['somebody else of the family', 'Dora Whitcombe', 'Daniel Whitcombe'],
    ['a name that is only begun', 'Dr van Dyke', 'Anna van der Berg'],
    ['one word without a title', 'Ali came', 'Ali'],
    ['nothing', 'Dr Whitcombe', 'Dr'],
  ])('not by %s', (_, text, name) => {
    expect(names(text, name)).toBe(false);
  });

  it('in small letters only where they are looked for', () => {
    expect(names('daniel whitcombe came', 'Daniel Whitcombe', true)).toBe(true);
    expect(names('daniel whitcombe came', 'Daniel Whitcombe', false)).toBe(false);
    expect(names('in the summer field', 'Summer Field', true)).toBe(false);
    expect(names('Dr van der Berg', 'Anna van der Berg', false)).toBe(true);
  });
});
