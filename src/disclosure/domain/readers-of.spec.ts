import type {Compartment} from './compartments';
import type {DisclosedItem} from './project';
import {readersOf} from './readers-of';

const reveals = new Map([
  ['coordinator', [{see: ['input'], when: () => false}]],
  ['member', [{see: ['own.input', 'released.input'], when: () => true}]],
  [
    'chair',
    [
      {see: ['stage'], when: () => true},
      {see: ['feedback', 'input'], when: () => true},
    ],
  ],
]);
const item = (compartment: Compartment): DisclosedItem => ({
  id: '1',
  kind: 'input',
  compartment,
  own: true,
  owner: 'S',
  toOwner: false,
  pseudonym: null,
  createdAt: new Date(0),
  released: false,
  content: () => null,
});

describe('who else may read', () => {
  it('is whoever may ever see it whole, of what one sees one’s own part of', () => {
    expect(
      readersOf(
        {reveals},
        {items: [item('input'), item('input'), item('feedback')], sees: new Set(['progress'])},
      ),
    ).toEqual([
      {compartment: 'input', relations: ['coordinator', 'chair']},
      {compartment: 'feedback', relations: ['chair']},
    ]);
  });

  it('is not said of what one sees whole, as those who read it do', () => {
    expect(readersOf({reveals}, {items: [item('input')], sees: new Set(['input'])})).toEqual([]);
  });
});
