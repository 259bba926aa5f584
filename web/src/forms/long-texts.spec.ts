import {besideTexts, longTextsOf, withLine} from './long-texts';
import type {Data} from './field-schema';

const comment = {title: 'Comment', type: 'string', maxLength: 4000};
const schema = {
  type: 'object',
  properties: {
    care: {
      title: 'Overall care',
      type: 'object',
      properties: {rating: {oneOf: [{const: 'a'}, {const: 'b'}]}, comment},
      if: {properties: {rating: {const: 'b'}}, required: ['rating']},
      then: {properties: {why: {title: 'Why', type: 'string'}}},
    },
    title: {type: 'string', maxLength: 100},
    due: {type: 'string', format: 'date'},
    summary: {title: 'Summary', type: 'string', maxLength: 40},
    words: {title: 'In your words', type: 'string'},
  },
};

test('the answers in words are those without choices, formats and short limits that the form asks for now', () => {
  expect(longTextsOf(schema, {}).map(({path, label}) => [path, label])).toEqual([
    ['/care/comment', 'Overall care: Comment'],
    ['/words', 'In your words'],
  ]);
  expect(longTextsOf(schema, {care: {rating: 'b'}}).map(({path}) => path)).toContain('/care/why');
});

test('a line is added below what was written, and to an answer that was not begun', () => {
  const answer = {path: '/care/comment', label: '', maxLength: 20};
  expect(withLine({}, answer, 'seen')).toEqual({care: {comment: 'seen'}});
  const begun = {care: {rating: 'a', comment: 'late \n'}, words: 'x'};
  expect(withLine(begun, answer, 'seen')).toEqual({care: {rating: 'a', comment: 'late\nseen'}, words: 'x'});
  expect(withLine(begun, answer, 'longer than there is room')).toEqual(begun);
});

test('what is entered besides the texts stays the same while they are written, and differs by every other answer', () => {
  const rest = (data: Data): string => besideTexts(schema, data);
  const begun = {care: {rating: 'a'}, due: '2026-03-01'};
  expect(rest({...begun, words: 'x', care: {rating: 'a', comment: 'late'}})).toBe(rest(begun));
  expect(rest({words: 'x'})).toBe(rest({}));
  for (const other of [
    {...begun, due: '2026-03-02'},
    {...begun, care: {rating: 'b'}},
    {...begun, title: 'T'},
  ])
    expect(rest(other)).not.toBe(rest(begun));
});
