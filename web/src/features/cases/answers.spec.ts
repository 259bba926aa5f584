import type {ContentItem, Instrument} from '../../api';
import {answeredRows, reviewColumns} from './answers';

const instrument: Instrument = {
  id: 'i',
  version: '1',
  title: 'An instrument',
  questions: [
    {
      id: 'care',
      about: 'care',
      title: 'Care',
      options: [
        {value: 'good', label: 'Good care'},
        {value: 'poor', label: 'Poor care'},
      ],
      phases: [],
    },
    {
      id: 'phases',
      about: 'care',
      title: 'Phases',
      options: [{value: '5', label: 'Excellent'}],
      phases: [
        {id: 'admission', title: 'Admission'},
        {id: 'discharge', title: 'Discharge'},
      ],
    },
    {
      id: 'factors',
      about: 'system',
      title: 'Factors',
      options: [{value: 'a', label: 'Staffing'}],
      phases: [],
    },
    {id: 'summary', about: 'summary', title: 'Summary', options: [], phases: []},
  ],
};

const item = (id: string, by: ContentItem['by'], answers: object, own = false): ContentItem => ({
  id,
  kind: 'review',
  at: '2026-03-02T09:00:00Z',
  by,
  for: null,
  own,
  released: false,
  data: {instrument: {id: 'i', version: '1', hash: 'h'}, answers},
});

describe('reviews side by side', () => {
  it('have a column for each reviewer, with both steps of one together', () => {
    const columns = reviewColumns([
      item('1', {pseudonym: 'Reviewer B'}, {care: {rating: 'poor'}}),
      item('2', {name: 'Dr A', id: 'a'}, {care: {rating: 'good'}}),
      item('3', {pseudonym: 'Reviewer B'}, {summary: 'Late.'}),
    ]);
    expect(columns.map(({who, answers}) => [who, answers])).toEqual([
      ['Dr A', {care: {rating: 'good'}}],
      ['Reviewer B', {care: {rating: 'poor'}, summary: 'Late.'}],
    ]);
  });

  it('keep those of the same name apart', () => {
    const columns = reviewColumns([
      item('1', {name: 'Dr A', id: 'a'}, {care: {rating: 'poor'}}),
      item('2', {name: 'Dr A', id: 'b'}, {care: {rating: 'good'}}),
      item('3', {name: 'Dr A', id: 'a'}, {summary: 'x'}),
    ]);
    expect(columns.map(({answers}) => answers)).toEqual([
      {care: {rating: 'poor'}, summary: 'x'},
      {care: {rating: 'good'}},
    ]);
  });

  it('do not join those who are neither named nor told apart', () => {
    const columns = reviewColumns([item('1', null, {summary: 'x'}), item('2', null, {summary: 'y'})]);
    expect(columns.map(({answers}) => answers)).toEqual([{summary: 'x'}, {summary: 'y'}]);
  });

  it('are told in the words of the instrument, phase by phase, and say where they differ', () => {
    const columns = reviewColumns([
      item(
        '1',
        null,
        {
          care: {rating: 'good', comment: 'Well done.'},
          factors: ['a', 'gone'],
          phases: {discharge: {rating: '5'}},
        },
        true,
      ),
      item('2', {name: 'Zoe', id: 'z'}, {care: {rating: 'poor'}, summary: 'Late.'}),
    ]);
    expect(columns.map(({who}) => who)).toEqual(['You', 'Zoe']);
    expect(answeredRows(instrument, columns)).toEqual([
      {
        key: 'care',
        title: 'Care',
        answers: [
          {chosen: 'Good care', words: 'Well done.'},
          {chosen: 'Poor care', words: ''},
        ],
        differs: true,
      },
      {
        key: 'phases.discharge',
        title: 'Phases: Discharge',
        answers: [{chosen: 'Excellent', words: ''}, null],
        differs: false,
      },
      {
        key: 'factors',
        title: 'Factors',
        answers: [{chosen: 'Staffing; gone', words: ''}, null],
        differs: false,
      },
      {key: 'summary', title: 'Summary', answers: [null, {chosen: '', words: 'Late.'}], differs: false},
    ]);
  });
});
