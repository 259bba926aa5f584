import {readersInWords} from './readers-in-words';

it('names those who may read once each, and nobody where there is nobody', () => {
  expect(readersInWords([])).toBe('nobody');
  expect(readersInWords(['coordinator'])).toBe('the office');
  expect(readersInWords(['coordinator', 'chair', 'acceptedReviewer', 'lockedReviewer'])).toBe(
    'the office, the chair and those who review',
  );
});
