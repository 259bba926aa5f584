import fc from 'fast-check';
import {RELATIONS} from './compartments';
import {MASK_WORDS, masksFor} from './masks';

const workflow = {
  masking: new Map([
    ['acceptedReviewer', [{masks: ['patient', 'outcome'], when: () => true}]],
    ['lockedReviewer', [{masks: ['people'], when: ({round}: {readonly round?: unknown}) => round === 1}]],
  ]),
};

it('every relation that masks takes away, whatever else its holder is', () => {
  const masks = (...relations: string[]): string[] => [...masksFor(workflow, {round: 1}, new Set(relations))];
  expect(masks('acceptedReviewer', 'chair')).toEqual(['patient', 'outcome']);
  expect(masks('acceptedReviewer', 'lockedReviewer')).toEqual(['patient', 'outcome', 'people']);
  expect([...masksFor(workflow, {round: 2}, new Set(['lockedReviewer']))]).toEqual([]);
  expect(masks('chair')).toEqual([]);
});

it('the office is never blind', () => {
  fc.assert(
    fc.property(fc.subarray([...RELATIONS]), (relations) => {
      expect(masksFor(workflow, {round: 1}, new Set([...relations, 'coordinator'])).size).toBe(0);
    }),
  );
  expect(MASK_WORDS.never).toEqual(new Set(['coordinator']));
});
