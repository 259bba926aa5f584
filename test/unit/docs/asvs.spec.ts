import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';

const root = join(__dirname, '..', '..', '..');

/** OWASP ASVS 5.0.0: for each section the levels of its requirements of levels 1 and 2, which stand first in it. */
const STANDARD: Readonly<Record<string, string>> = {
  ...{'1.1': '22', '1.2': '111112222', '1.3': '11222222222', '1.4': '222', '1.5': '12'},
  ...{'2.1': '122', '2.2': '112', '2.3': '1222', '2.4': '2'},
  ...{'3.2': '11', '3.3': '1222', '3.4': '112222', '3.5': '11122', '3.7': '22'},
  ...{'4.1': '122', '4.2': '2', '4.3': '22', '4.4': '1222'},
  ...{'5.1': '2', '5.2': '112', '5.3': '11', '5.4': '222'},
  ...{'6.1': '122', '6.2': '111111112222', '6.3': '1122', '6.4': '1122', '6.5': '22222', '6.6': '222'},
  ...{'6.8': '2222'},
  ...{'7.1': '222', '7.2': '1111', '7.3': '22', '7.4': '11222', '7.5': '22', '7.6': '22'},
  ...{'8.1': '12', '8.2': '112', '8.3': '1', '8.4': '2'},
  ...{'9.1': '111', '9.2': '1222'},
  ...{'10.1': '22', '10.2': '22', '10.3': '2222', '10.4': '11111222222', '10.5': '22222'},
  ...{'10.6': '22', '10.7': '222'},
  ...{'11.1': '22', '11.2': '222', '11.3': '112', '11.4': '1222', '11.5': '2', '11.6': '2'},
  ...{'12.1': '122', '12.2': '11', '12.3': '2222'},
  ...{'13.1': '2', '13.2': '22222', '13.3': '22', '13.4': '12222'},
  ...{'14.1': '22', '14.2': '1222', '14.3': '122'},
  ...{'15.1': '122', '15.2': '122', '15.3': '1222222'},
  ...{'16.1': '2', '16.2': '22222', '16.3': '2222', '16.4': '222', '16.5': '222'},
  ...{'17.1': '2', '17.2': '2222', '17.3': '22'},
};
/** Of level 3, those on approval by two, enumeration, step-up, revocation, nonces, retention and races. */
const CHOSEN = ['2.3.5', '6.3.8', '7.5.3', '8.3.2', '11.3.4', '14.2.7', '15.4.2'];

const levels = new Map([
  ...Object.entries(STANDARD).flatMap(([section, all]) =>
    Array.from(all, (level, index) => [`${section}.${index + 1}`, level] as const),
  ),
  ...CHOSEN.map((number) => [number, '3'] as const),
]);

const WORDS = {
  Test: 'shown by a test',
  Code: 'by code or document alone',
  'Does not apply': 'does not apply',
  'Not yet': 'not yet',
};

interface Row {
  readonly numbers: readonly string[];
  readonly level: string;
  readonly word: string;
  readonly text: string;
}

const document = readFileSync(join(root, 'docs', 'security', 'asvs.md'), 'utf8');

/** `6.6.1 to 6.6.3` is three numbers; commas stand between such. */
function numbersOf(cell: string): string[] {
  return cell.split(', ').flatMap((part) => {
    const [first = '', last = first] = part.split(' to ');
    const [, section, from] = /^(\d+\.\d+)\.(\d+)$/.exec(first) ?? [];
    const [, same, to] = /^(\d+\.\d+)\.(\d+)$/.exec(last) ?? [];
    if (section === undefined || same !== section) return [`not a number: ${part}`];
    const length = Number(to) - Number(from) + 1;
    return Array.from({length}, (_, index) => `${section}.${Number(from) + index}`);
  });
}

const cells = document.split('\n').map((line) => line.split(/ *\| */).slice(1, -1));

const rows: Row[] = cells
  .filter(([first = '']) => /^\d/.test(first))
  .map(([first = '', level = '', , text = '']) => {
    const word = /^\*\*([^*]+)\*\*/.exec(text)?.[1] ?? '';
    return {numbers: numbersOf(first), level, word, text};
  });

const specs = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
    .filter((path) => /spec\.ts$/.test(path))
    .map((path) => join(root, folder, path)),
);

/** What a text puts between backticks, and each sentence in curly quotation marks with the file named last before it. */
function namedIn(text: string): {files: string[]; tests: {file: string; name: string}[]} {
  const files: string[] = [];
  const tests: {file: string; name: string}[] = [];
  for (const [, file, name] of text.matchAll(/`([^`]+)`|“([^”]+)”/g)) {
    if (file !== undefined) files.push(file);
    else if (name !== undefined) tests.push({file: files.at(-1) ?? '', name});
  }
  return {files, tests};
}

const isSpec = (file: string): boolean => /^[\w-]+\.(int-|drill-)?spec\.ts$/.test(file);
const isPath = (file: string): boolean =>
  /^(src|test|docs|workflows|docker)\/|^[\w.-]+\.(md|json|mjs)$/.test(file);

/** Whether a test of that sentence stands in the file: the sentence as a whole text, followed by what the test does. */
function hasTest(file: string, name: string): boolean {
  const words = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const sentence = new RegExp(`(['"\`])${words}\\1,\\s*(async\\b|\\()`);
  const found = specs.filter((path) => basename(path) === file);
  return found.length === 1 && sentence.test(readFileSync(found[0] ?? '', 'utf8'));
}

describe('docs/security/asvs.md', () => {
  it('has every requirement of levels 1 and 2, and those chosen of level 3, once and in order', () => {
    const order = (number: string): number =>
      number.split('.').reduce((sum, part) => sum * 100 + Number(part), 0);
    const expected = [...levels.keys()].sort((one, other) => order(one) - order(other));
    expect(rows.flatMap(({numbers}) => numbers)).toEqual(expected);
    expect(expected).toHaveLength(70 + 183 + CHOSEN.length);
  });

  it('gives each the level of the standard', () => {
    const wrong = rows.filter(({numbers, level}) => {
      const known = new Set(numbers.map((number) => levels.get(number)));
      return [...known].sort().join(', ') !== level;
    });
    expect(wrong).toEqual([]);
  });

  it('says of each, in one of four words, how it stands', () => {
    expect(rows.filter(({word}) => !(word in WORDS))).toEqual([]);
    expect(rows.filter(({word, text}) => word === 'Test' && namedIn(text).tests.length === 0)).toEqual([]);
  });

  it.each(Object.entries(WORDS))('counts right what is: %s', (word, title) => {
    const counted = rows
      .filter((row) => row.word === word)
      .flatMap(({numbers}) => numbers)
      .map((number) => levels.get(number));
    const of = (level: string): number => counted.filter((one) => one === level).length;
    const [, ...told] = cells.find(([first]) => first === title) ?? [];
    expect(told.map(Number)).toEqual([of('1'), of('2'), of('3'), counted.length]);
  });

  it('names tests that there are, each in the one file of that name', () => {
    const {tests} = namedIn(document);
    expect(tests.length).toBeGreaterThan(150);
    expect(tests.filter(({file, name}) => !hasTest(file, name))).toEqual([]);
  });

  it('names files that there are', () => {
    const missing = namedIn(document).files.filter(
      (file) => !isSpec(file) && isPath(file) && !existsSync(join(root, file)),
    );
    expect(missing).toEqual([]);
  });
});
