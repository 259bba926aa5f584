import fc from 'fast-check';
import {KnownIdentities, NOBODY, together} from './known-identities';
import {TextMask} from './text-mask';
import {Roster} from './roster';

const known: KnownIdentities = {
  patient: {
    names: ['Ms. Dana Q. Fictova', 'Dana Fictova'],
    contacts: ['Oskar Fictova-Brown', 'Grace Testerly'],
    numbers: ['MRN 4100017', 'S-204-88 17', '+43 1 5550 1234', 'HX7Q99'],
    places: ['17 Harbour Lane', 'Portsmouth', '02139'],
    birthDates: ['1951-07-19'],
  },
  cast: [
    {pseudonym: 'Physician A', names: ['Dr Daniel Whitcombe', 'Daniel Whitcombe'], npi: '1000001345'},
    {pseudonym: 'Nurse A', names: ['Robin Castellanos, RN'], npi: null},
    {pseudonym: 'Physician B', names: ['Dr. José872 Pérez12'], npi: '1000000883'},
  ],
  people: new Roster(
    ['Dr Daniel Whitcombe', 'Dr Elif Yıldız', 'Dr Mei-Ling Zhou', 'Dr Patrick O’Rourke', 'Dr Ruth Long'],
    ['1000001345', '1000002228'],
  ),
  organisations: ['Harbour General Hospital', 'Ward 4'],
  units: ['Surgery', 'Medicine, ward 7Q (annex) - west wing', 'Riverside surgeons'],
};
const index = {day: '2026-03-12', timeZone: 'America/New_York'};
const mask = new TextMask(known, index, {patient: true, people: true});

describe('names', () => {
  it.each([
    ['Ms Dana Fictova was seen', '[patient] was seen'],
    ['FICTOVA, DANA was seen', '[patient] was seen'],
    ['Fictova, Dana Q was seen', '[patient] was seen'],
    ['dana   fictova was seen', '[patient] was seen'],
    ["Dana Q. Fictova's daughter", "[patient]'s daughter"],
    ['called Mrs. Fictova back', 'called [name] back'],
    ['Dana asked for water', '[patient] asked for water'],
    ['her son Oskar came', 'her son [contact] came'],
    ['brown sputum, Brown came', 'brown sputum, [contact] came'],
    ['Dr Whitcombe was called; Whitcombe, Daniel MD came', 'Physician A was called; Physician A came'],
    ['Dr. Daniel J. Whitcombe came', 'Physician A came'],
    ['nurse Castellanos, RN', 'Nurse A'],
    ['Dr Jose Perez and JOSÉ PÉREZ', 'Physician B and Physician B'],
    ['Pérez12, José872', 'Physician B'],
    ['seen by Dr. Yildiz', 'seen by [colleague]'],
    ['seen by Elif Yıldız', 'seen by [colleague]'],
    ["seen by Mei-Ling Zhou and Dr O'Rourke", 'seen by [colleague] and [colleague]'],
    ['a long day; Dr Long left', 'a long day; [colleague] left'],
    ['NPI 1000001345 and 1000000883', 'NPI Physician A and Physician B'],
    ['asked 1000002228, 10000 02228 again', 'asked [colleague], [colleague] again'],
  ])('%j becomes %j', (text, masked) => {
    expect(mask.mask(text)).toBe(masked);
  });

  it('of two who share one, neither is told', () => {
    const shared = new TextMask(
      {
        ...known,
        cast: [
          {pseudonym: 'Physician A', names: ['Dr Ann Reed'], npi: null},
          {pseudonym: 'Nurse A', names: ['Bob Reed', 'Ann Reed'], npi: null},
        ],
      },
      index,
      {patient: false, people: true},
    );
    expect(shared.mask('Dr Reed; Bob Reed; Ann Reed')).toBe('[name]; Nurse A; [name]');
  });

  it('stay where the patient alone is masked, and the patient where people alone are', () => {
    const patient = new TextMask(known, index, {patient: true, people: false});
    expect(patient.mask('Dr Whitcombe saw Dana Fictova on 2026-03-12')).toBe(
      'Dr Whitcombe saw [patient] on day 0',
    );
    const people = new TextMask(known, index, {patient: false, people: true});
    expect(people.mask('Dr Whitcombe saw Dana Fictova on 2026-03-12')).toBe(
      'Physician A saw Dana Fictova on 2026-03-12',
    );
  });
});

describe('dates', () => {
  it.each([
    ['on 2026-03-14', 'on day 2'],
    ['on 2026/03/11 06:30', 'on day -1, 06:30'],
    ['at 2026-03-14T14:05:00-04:00', 'at day 2, 14:05'],
    ['at 2026-03-14T18:05:00.000Z', 'at day 2, 14:05'],
    ['at 2026-03-14T18:05:00+0000', 'at day 2, 14:05'],
    ['20260314', 'day 2'],
    ['20260314140533', 'day 2, 14:05'],
    ['on 03/14/2026 at 14:05', 'on day 2, 14:05'],
    ['on 14/03/2026', 'on day 2'],
    ['on 14.3.26', 'on day 2'],
    ['on 03-14-26', 'on day 2'],
    ['on 3/4/2026', 'on day -8'],
    ['on 4/3/2026', 'on day -8'],
    ['on March 14, 2026', 'on day 2'],
    ["on Mar. 14th '26", 'on day 2'],
    ['on MARCH 14', 'on day 2'],
    ['14 March 2026, 14:05', 'day 2, 14:05'],
    ['14-Mar-2026', 'day 2'],
    ['14MAR2026', 'day 2'],
    ['the 14th of March', 'the day 2'],
    ['29 December', 'day -73'],
    ['in March 2026 and in May 2024', 'in month 0 and in month -22'],
    ['seen 3/14, strength 4/5', 'seen day 2, strength 4/5'],
    ['may 5 mg be given', 'may 5 mg be given'],
    ['May 5', 'day 54'],
    ['born 19 July 1951 (07/19/1951, 1951-07-19)', 'born [date of birth] ([date of birth], [date of birth])'],
    ['on 31.02.2026 or 2026-02-30', 'on 31.02.2026 or 2026-02-30'],
    ['blood pressure 120/80, pH 7.35, on day 3', 'blood pressure 120/80, pH 7.35, on day 3'],
  ])('%j becomes %j', (text, masked) => {
    expect(mask.mask(text)).toBe(masked);
  });

  it('are told as nothing where nobody said when the event was', () => {
    const unknown = new TextMask(known, {day: null, timeZone: 'UTC'}, {patient: true, people: true});
    expect(unknown.mask('2026-03-14, 14:05; 14 March; March 2026')).toBe('[date], 14:05; [date]; [date]');
    expect(unknown.time.clinical('2026')).toBe('[date]');
  });

  it.each([
    ['2024', 'year -2'],
    ['2026-01', 'month -2'],
    ['2026-03-12', 'day 0'],
    ['2026-03-13T03:59:00Z', 'day 0, 23:59'],
    ['no date', '[date]'],
  ])('of a chart are told as far as they go: %s is %s', (text, told) => {
    expect(mask.time.clinical(text)).toBe(told);
  });

  it.each([
    ['1951-07-19', 74],
    ['1951-03-12', 75],
    ['1951-03-13', 74],
    ['1951', 75],
    ['2030', null],
    ['unknown', null],
  ])('of birth %s give an age of %s', (birthDate, age) => {
    expect(mask.time.ageOf(birthDate)).toBe(age);
  });
});

describe('numbers and contact data', () => {
  it.each([
    ['MRN 4100017', '[number]'],
    ['record 4100017, 410-0017, 4100 017', 'record [number], [number], [number]'],
    ['S2048817 or s 204 88-17', '[number] or [number]'],
    ['hx7q99', '[number]'],
    ['call +43 1 5550 1234', 'call [number]'],
    ['4100018', '4100018'],
    ['lives at 17 Harbour Lane, Portsmouth 02139', 'lives at [address], [place] [place]'],
    ['Harbour Lane 17', 'Harbour Lane 17'],
    ['dana.f@example.org', '[e-mail]'],
    ['see https://a.example/p?id=1 and www.b.example/x', 'see [web address] and [web address]'],
    [
      'from 192.168.17.4 and 2001:db8::1 and 2001:db8:0:0:1:0:0:1',
      'from [IP address] and [IP address] and [IP address]',
    ],
    ['SSN 078-05-1120', 'SSN [social security number]'],
    ['(617) 555-0142, 617-555-0142 x12, +1 617 555 0142', '[telephone], [telephone], [telephone]'],
    ['+44 20 7946 0958', '[telephone]'],
    ['Phone: 555 0142', 'Phone: [telephone]'],
    ['fax no. 5550142', 'fax no. [telephone]'],
    ['Account #88-1204', 'Account #[number]'],
    ['policy number: XZ100200', 'policy number: [number]'],
    ['device serial no. AB12345', 'device serial no. [number]'],
    ['license plate KLX 4471', 'license plate KLX 4471'],
    ['license plate KLX-4471', 'license plate [number]'],
    ['at 221b Baker Street, Apt 4', 'at [address]'],
    ['P.O. Box 1200', '[address]'],
    ['Boston, MA 02139-1234', '[place]'],
    ['ZIP code 1010', 'ZIP code [place]'],
    ['potassium 5.4, creatinine 112, 0.9 % 1000 ml', 'potassium 5.4, creatinine 112, 0.9 % 1000 ml'],
  ])('%j becomes %j', (text, masked) => {
    expect(mask.mask(text)).toBe(masked);
  });
});

describe('ages over 89', () => {
  it.each([
    ['a 92-year-old woman', 'a 90 or older woman'],
    ['92 years old, 101 yo, 95 y/o, 90 y.o.', '90 or older, 90 or older, 90 or older, 90 or older'],
    ['aged 93, age: 94 years', 'aged 90 or older, age: 90 or older'],
    ['92F with chest pain', '90 or olderF with chest pain'],
    ['ninety-two year old nonagenarian', '90 or older 90 or older'],
    ['an 89-year-old, saturation 92, age 67', 'an 89-year-old, saturation 92, age 67'],
  ])('%j becomes %j', (text, masked) => {
    expect(mask.mask(text)).toBe(masked);
  });
});

describe('what leaves the organisation', () => {
  const full = new TextMask(known, index, {patient: true, people: true, full: true});

  it('names no institution and holds no long number', () => {
    expect(full.mask('Harbour General Hospital, ward 4, specimen 88120455')).toBe(
      '[institution], [institution], specimen [number]',
    );
    expect(mask.mask('Harbour General Hospital, ward 4, specimen 88120455')).toBe(
      'Harbour General Hospital, ward 4, specimen 88120455',
    );
  });

  it.each([
    ['Riverside Surgeons of Medicine, Ward 7Q', '[institution] of [institution], [institution]'],
    ['the west wing, annex of ward 7q', 'the [institution], annex of [institution]'],
    ['Surgery in the Annex', '[institution] in the [institution]'],
    // What a part is called by is a word as well, and then begins with a small letter.
    ['after surgery, medicine was given', 'after surgery, medicine was given'],
  ])('tells no part of the house: %j becomes %j', (text, masked) => {
    expect(full.mask(text)).toBe(masked);
    expect(mask.mask(text)).toBe(text);
  });
});

it('a value is masked in all of its texts and in nothing else', () => {
  expect(mask.value({Dana: ['Dana', 7, null, true], at: {on: '2026-03-14'}})).toEqual({
    Dana: ['[patient]', 7, null, true],
    at: {on: 'day 2'},
  });
});

it('what is masked stays masked, and nobody known is left in any text', () => {
  const names = ['Fictova', 'DANA', 'whitcombe', '4100017', 'Castellanos', 'Oskar', '1951-07-19'];
  const piece = fc.oneof(fc.constantFrom(...names, ' ', ', ', '.\n', "'s "), fc.string({maxLength: 6}));
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 20}), (pieces) => {
      const masked = mask.mask(pieces.join(' '));
      for (const name of names)
        expect(masked.toLowerCase().split(/[^\p{L}\p{N}-]+/u)).not.toContain(name.toLowerCase());
    }),
    {numRuns: 300, seed: 5},
  );
});

it('what several sources know of a patient is put together once', () => {
  expect(together([{names: ['A', ' ']}, {names: ['A', 'B'], numbers: ['1']}])).toEqual({
    ...NOBODY,
    names: ['A', 'B'],
    numbers: ['1'],
  });
});
