import {COMPARTMENTS} from './compartments';
import {hidingRelations} from './hiding-relations';

test('somebody is hidden by each relation whose identity is not seen, and by no other', () => {
  const relations = ['lockedReviewer', 'referrer', 'lockedReviewer', 'coordinator'];
  expect(hidingRelations(relations, new Set())).toEqual(['lockedReviewer', 'referrer']);
  expect(hidingRelations(relations, new Set(['reviewerIdentity']))).toEqual(['referrer']);
  expect(hidingRelations(relations, new Set(COMPARTMENTS))).toEqual([]);
});
