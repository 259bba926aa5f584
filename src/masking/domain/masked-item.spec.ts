import {NOBODY} from './known-identities';
import {isMaskable, maskedDocument} from './masked-document';
import {maskedItem} from './masked-item';
import {TextMask} from './text-mask';
import {Roster} from './roster';

const known = {
  patient: {...NOBODY, names: ['Dana Fictova']},
  cast: [],
  people: new Roster([]),
  organisations: [],
};
const text = new TextMask(known, {day: '2026-03-12', timeZone: 'UTC'}, {patient: true, people: true});
const [identity, all] = [
  new Set(['patient', 'people'] as const),
  new Set(['patient', 'people', 'outcome'] as const),
];

describe('an item', () => {
  const referral = {
    narrative: 'Fictova died',
    trigger: 'x',
    source: 'y',
    eventDate: '2026-03-12',
    department: 'Ward',
  };
  it.each([
    [
      'a referral',
      'referral',
      referral,
      identity,
      {...referral, narrative: '[patient] died', eventDate: 'day 0'},
    ],
    [
      'a referral while the outcome is masked',
      'referral',
      referral,
      all,
      {eventDate: 'day 0', department: 'Ward'},
    ],
    [
      'an assignment',
      'assignment',
      {due: '2026-03-12T10:00:00Z', note: 'Fictova'},
      all,
      {due: '2026-03-12T10:00:00Z', note: '[patient]'},
    ],
    [
      'a review',
      'review',
      {instrument: {hash: '2026-03-12'}, answers: {a: 'Fictova'}},
      all,
      {instrument: {hash: '2026-03-12'}, answers: {a: '[patient]'}},
    ],
    ['a text', 'x', 'Fictova', all, '[patient]'],
    [
      'a list',
      'x',
      ['Fictova', '0c0ffee0-2026-0312-2026-031220260312'],
      all,
      ['[patient]', '0c0ffee0-2026-0312-2026-031220260312'],
    ],
    ['nothing', 'x', null, all, null],
  ])('%s', (...[, kind, content, masks, masked]) => {
    expect(maskedItem({kind, content}, masks, text)).toEqual(masked);
  });
});

describe('a file', () => {
  const file = (kind: string) => ({
    documentId: 'd',
    kind,
    mediaType: 'm',
    name: 'Fictova.x',
    bytes: 7,
    counts: {report: 2},
  });
  const released = (shows: 'untilIndex' | 'later') => ({documentId: 'd', shows});
  it.each([
    ['fhir', null, true, identity, 'chart.json'],
    ['fhir', null, true, all, 'chart.json'],
    ['fhir', null, false, identity, null],
    ['text', null, false, identity, 'text.txt'],
    ['text', null, false, all, null],
    ['text', released('untilIndex'), false, all, 'text.txt'],
    ['pdf', null, false, identity, null],
    ['pdf', released('later'), false, identity, 'document.pdf'],
    ['pdf', released('later'), false, all, null],
    ['png', released('untilIndex'), false, all, 'image.png'],
    ['jpeg', released('untilIndex'), false, all, 'image.jpg'],
    ['other', released('untilIndex'), false, all, 'file'],
  ] as const)('%s, released %j, identified %s', (...[kind, release, identified, masks, name]) => {
    const masked = maskedDocument(file(kind), {masks, release, identified});
    expect(masked?.['name'] ?? null).toBe(name);
    if (masked) expect(Object.keys(masked)).toEqual(['documentId', 'kind', 'mediaType', 'name', 'counts']);
    if (masked) expect(masked['counts']).toEqual(masks === all ? {} : {report: 2});
  });

  it('of words or of coded entries can be masked by itself, a picture or a page cannot', () => {
    expect(['fhir', 'text', 'pdf', 'png', 'jpeg'].filter(isMaskable)).toEqual(['fhir', 'text']);
  });
});
