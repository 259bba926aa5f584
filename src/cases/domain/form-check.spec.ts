import {choicesNeeded, filledForm, formFaults, needsLetterWords} from './form-check';

describe('the check of a form', () => {
  const form = {
    type: 'object',
    additionalProperties: false,
    required: ['who'],
    properties: {
      who: {type: 'string', 'x-choices': 'people'},
      list: {type: 'array', uniqueItems: true, items: {type: 'string', 'x-choices': 'people'}},
      on: {type: 'string', format: 'date'},
      any: {type: 'array'},
      'a/b': {type: 'string', 'x-choices': 'nobody'},
    },
  };
  const choices = new Map([['people', [{const: 'p', title: 'P'}]]]);

  it.each<[unknown, {pointer: string; detail: string}[]]>([
    [{who: 'p', list: ['p'], on: '0001-01-01'}, []],
    [{}, [{pointer: '/data/who', detail: 'is required'}]],
    [{who: 'p', 'x/y': 1}, [{pointer: '/data/x~1y', detail: 'is not a field of this form'}]],
    [{who: 1}, [{pointer: '/data/who', detail: 'must be string'}]],
    [{who: 'p', on: '0000-01-01'}, [{pointer: '/data/on', detail: 'must match format "date"'}]],
    [{who: 'q'}, [{pointer: '/data/who', detail: 'is not one of those who or which can be chosen'}]],
    [
      {who: 'p', list: ['p', 'q']},
      [{pointer: '/data/list/1', detail: 'is not one of those who or which can be chosen'}],
    ],
    [
      {who: 'p', 'a/b': 'p'},
      [{pointer: '/data/a~1b', detail: 'is not one of those who or which can be chosen'}],
    ],
  ])('of %j', (data, faults) => {
    expect(formFaults(form, data, choices)).toEqual(faults);
  });

  it('refuses an endless list before its items are compared', () => {
    const data = {who: 'p', any: [{list: Array.from({length: 1001}, () => ({}))}]};
    expect(formFaults(form, data, choices)).toEqual([
      {pointer: '/data/any/0/list', detail: 'must not have more than 1000 items'},
    ]);
  });

  it('fills letters in with the words of their recipient, and knows no word of ours afterwards', () => {
    const letter = {type: 'string', 'x-letter': 'feedback', default: 'Dear {{recipient}}, {{reference}}'};
    const written = {type: 'object', properties: {letter, plain: {type: 'string', default: '{{recipient}}'}}};
    expect(filledForm(written, new Map(), {recipient: 'Dr A'})).toEqual({
      type: 'object',
      properties: {
        letter: {type: 'string', default: 'Dear Dr A, …'},
        plain: {type: 'string', default: '{{recipient}}'},
      },
    });
    expect(filledForm({type: 'string', 'x-letter': 'gone'}, new Map())).toEqual({type: 'string'});
    expect([needsLetterWords(written), needsLetterWords(form)]).toEqual([true, false]);
    expect(formFaults(written, {letter: 'Dear', plain: ''}, new Map())).toEqual([]);
  });

  it('fills lists in, and takes nothing where nobody can be chosen', () => {
    expect([...choicesNeeded(form)]).toEqual(['people', 'nobody']);
    expect(filledForm(form, choices)).toMatchObject({
      properties: {
        who: {type: 'string', oneOf: [{const: 'p', title: 'P'}]},
        'a/b': {type: 'string', not: {}},
      },
    });
    expect(JSON.stringify(filledForm(form, choices))).not.toContain('x-choices');
  });
});
