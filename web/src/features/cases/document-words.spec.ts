import {countsInWords, fileInWords, isDocument, sizeInWords} from './document-words';

test('a file is told by its name, what it is and its size, as far as they are known', () => {
  expect(fileInWords({kind: 'fhir', name: 'chart.json', bytes: 67_457, counts: {}})).toBe(
    'chart.json · Chart (FHIR) · 67 KB',
  );
  expect(fileInWords({kind: 'png', name: null, counts: {}})).toBe('Image');
});

test('sizes are told in the unit that fits', () => {
  expect([999, 1000, 999_499, 2_400_000].map(sizeInWords)).toEqual(['999 bytes', '1 KB', '999 KB', '2 MB']);
});

test('of what is in a chart, what there is none of is not told', () => {
  expect(countsInWords({encounter: 2, immunization: 0, procedure: 1})).toBe('Encounter 2, Procedure 1');
});

test('only the record of a file is taken for one', () => {
  expect(isDocument({kind: 'pdf', counts: {}})).toBe(true);
  for (const other of [null, 'pdf', {kind: 'pdf'}, {kind: 'letter', counts: {}}, {kind: 'pdf', counts: null}])
    expect(isDocument(other)).toBe(false);
});
