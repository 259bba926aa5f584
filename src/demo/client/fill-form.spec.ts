import {Ajv2020} from 'ajv/dist/2020';
import fc from 'fast-check';
import type {Schema} from './contract';
import {UnfillableFormError, fillForm} from './fill-form';

const nobody = {people: new Map<string, number>(), turn: 0, several: 2, today: '2026-03-02'};

const filled = (property: Schema, context = nobody): unknown =>
  (
    fillForm({type: 'object', required: ['field'], properties: {field: property}}, context) as {
      field: unknown;
    }
  ).field;

const labels = (...values: unknown[]): Schema => ({
  oneOf: values.map((value) => ({const: value, title: String(value)})),
});

describe('filling a form', () => {
  it.each<[string, Schema, unknown]>([
    ['a constant', {const: true}, true],
    ['a default before a choice', {...labels('a', 'b'), default: 'b'}, 'b'],
    ['one from the middle of a scale', labels('a', 'b', 'c', 'd', 'e'), 'c'],
    ['one from the middle of an enumeration', {enum: [1, 2, 3]}, 2],
    ['today as a date', {type: 'string', format: 'date'}, '2026-03-02'],
    ['a whole number within its limits', {type: 'integer', minimum: 7, multipleOf: 5}, 10],
    ['a number above an open limit', {type: 'number', exclusiveMinimum: 2}, 2.5],
    ['a number under its greatest', {type: 'integer', maximum: -3}, -3],
    ['a yes', {type: 'boolean'}, true],
    ['nothing as null', {type: 'null'}, null],
    ['the first of several shapes', {anyOf: [{const: 4}, {type: 'string'}]}, 4],
    ['the kind that is not null', {type: ['null', 'boolean']}, true],
    [
      'some labels of a list, each once',
      {type: 'array', uniqueItems: true, items: labels('a', 'b', 'c')},
      ['a', 'b'],
    ],
    ['no more than the list takes', {type: 'array', maxItems: 1, items: labels('a', 'b')}, ['a']],
    [
      'no fewer than the list wants',
      {type: 'array', minItems: 3, items: labels('a', 'b', 'c')},
      ['a', 'b', 'c'],
    ],
    [
      'objects of a list that differ',
      {
        type: 'array',
        items: {type: 'object', required: ['level'], properties: {level: labels('x', 'y', 'z')}},
      },
      [{level: 'x'}, {level: 'y'}],
    ],
  ])('writes %s', (_, property, value) => {
    expect(filled(property)).toEqual(value);
  });

  it('answers differently at the next turn', () => {
    expect(filled(labels('a', 'b', 'c'), {...nobody, turn: 1})).toBe('c');
    expect(filled(labels('a', 'b', 'c'), {...nobody, turn: 2})).toBe('a');
  });

  it('chooses people in whose name it can act, those without an office first', () => {
    const people = new Map([
      ['chair', 3],
      ['reviewer', 2],
      ['physician', 1],
    ]);
    const choice = labels('stranger', 'chair', 'reviewer', 'physician');
    const context = {...nobody, people};
    expect(filled(choice, context)).toBe('physician');
    expect(filled({type: 'array', maxItems: 3, items: choice}, context)).toEqual(['physician', 'reviewer']);
    expect(filled({type: 'array', items: choice}, context)).toEqual(['physician', 'reviewer', 'chair']);
  });

  it('writes optional texts and leaves other optional fields out', () => {
    const properties = {note: {type: 'string'}, on: {type: 'string', format: 'date'}, kind: labels('a', 'b')};
    expect(Object.keys(fillForm({type: 'object', properties}, nobody) as object)).toEqual(['note']);
  });

  it.each([
    ['beside the form', {}],
    ['among its parts', {parts: true}],
  ])('writes what a condition asks for, %s', (_, {parts = false}: {parts?: boolean}) => {
    const condition = {
      if: {properties: {rating: {enum: ['b']}}},
      then: {required: ['count']},
      else: {required: ['why']},
    };
    const form = {
      type: 'object',
      required: ['rating'],
      properties: {rating: labels('a', 'b', 'c'), count: {type: 'integer', minimum: 2}},
      ...(parts ? {allOf: [condition, {required: ['on'], properties: {on: {const: 1}}}]} : condition),
    };
    expect(fillForm(form, nobody)).toEqual({rating: 'b', count: 2, ...(parts && {on: 1})});
  });

  it('follows references within the form', () => {
    const form = {
      type: 'object',
      required: ['a'],
      properties: {a: {$ref: '#/$defs/one~1two'}},
      $defs: {'one/two': {const: 5}},
    };
    expect(fillForm(form, nobody)).toEqual({a: 5});
  });

  it.each<[string, Schema]>([
    ['where nothing is valid', {not: {}, type: 'string'}],
    ['of a pattern', {type: 'string', pattern: '^[A-Z]{3}-\\d+$'}],
    ['of no type at all', {title: 'Something'}],
    ['that lies elsewhere', {$ref: 'other.json'}],
  ])('says that it cannot invent a value %s', (_, property) => {
    expect(() => filled(property)).toThrow(UnfillableFormError);
  });

  it('keeps the lengths of texts and lists whatever they are', () => {
    const ajv = new Ajv2020({strict: false});
    const limits = fc.tuple(fc.nat(200), fc.nat(200)).map(([least, more]) => ({least, most: least + more}));
    fc.assert(
      fc.property(limits, limits, (text, items) => {
        const form = {
          type: 'object',
          required: ['text', 'items'],
          properties: {
            text: {type: 'string', minLength: text.least, maxLength: text.most},
            items: {type: 'array', minItems: items.least, maxItems: items.most, items: {type: 'string'}},
          },
        };
        return ajv.validate(form, fillForm(form, nobody));
      }),
    );
  });
});
