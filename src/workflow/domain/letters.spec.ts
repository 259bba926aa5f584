import type {DefinitionSource, Letter} from './definition';
import {filledLetter, formsWithLetters, letterFaults} from './letters';

const letter: Letter = {title: 'Feedback', provenance: 'An example.', text: 'Dear colleague,\n'};
const form = (name: string) => ({
  send: {
    type: 'object',
    properties: {letter: {type: 'string', 'x-letter': name}, more: {type: 'array', items: [{}]}},
  },
});
const source = (forms: DefinitionSource['forms'], letters?: unknown): DefinitionSource =>
  ({forms, ...(letters !== undefined && {letters})}) as DefinitionSource;
const faults = (forms: DefinitionSource['forms'], letters?: unknown) => [
  ...letterFaults(source(forms, letters)),
];

describe('the letters of a definition', () => {
  it('are named by the forms that begin with them', () => {
    expect(faults(form('feedback'), {feedback: letter})).toEqual([]);
    expect(faults({send: {type: 'object'}})).toEqual([]);
  });

  it('that do not exist are told with their place and the likely one', () => {
    expect(faults(form('fedback'), {feedback: letter})).toEqual([
      {
        where: 'forms.send.properties.letter.x-letter',
        fault: 'letter fedback does not exist; did you mean feedback?',
        at: ['forms', 'send', 'properties', 'letter', 'x-letter'],
      },
      expect.objectContaining({at: ['letters', 'feedback']}),
    ]);
    expect(faults(form('constructor')).map(({fault}) => fault)).toEqual([
      expect.stringContaining('letter constructor does not exist'),
    ]);
  });

  it.each([
    [{title: 'Feedback', text: 'Dear'}, ['provenance is missing: a letter has title, provenance, text']],
    [{...letter, text: ' '}, ['text is missing: a letter has title, provenance, text']],
    [{...letter, texts: 'x'}, ['part texts does not exist; did you mean text?']],
    [{...letter, text: 'Dear {{ recipent }}'}, ['word recipent does not exist; did you mean recipient?']],
    [{...letter, text: '{{reviewer}}'}, [expect.stringContaining('word reviewer does not exist')]],
    ['Dear', [expect.any(String), expect.any(String), expect.any(String)]],
    [null, [expect.any(String), expect.any(String), expect.any(String)]],
  ])('have a title, a provenance and a text: %j', (said, told) => {
    expect(faults(form('feedback'), {feedback: said}).map(({fault}) => fault)).toEqual(told);
  });

  it.each([[[letter]], ['Dear']])('stand under their names: not %j', (said) => {
    expect(faults({}, said)).toEqual([
      {where: 'letters', fault: 'must give each letter under its name', at: ['letters']},
    ]);
  });

  it('stand in their fields as the text to begin with', () => {
    expect(formsWithLetters(form('feedback'), {feedback: letter})).toEqual({
      send: {
        type: 'object',
        properties: {
          letter: {type: 'string', 'x-letter': 'feedback', default: 'Dear colleague,'},
          more: {type: 'array', items: [{}]},
        },
      },
    });
    expect(formsWithLetters({plain: {type: 'object'}})).toEqual({plain: {type: 'object'}});
  });

  it('say only what they are given, and leave a gap for the rest', () => {
    const words = {recipient: 'Dr A', committee: '$& {{reference}}'};
    expect(filledLetter('{{recipient}} {{ committee }} {{reference}} {{eventDate}} {{}}', words)).toBe(
      'Dr A $& {{reference}} … … …',
    );
  });
});
