import {KnownIdentities, NOBODY} from './known-identities';
import {namedIn} from './named-in';
import {Roster} from './roster';

const known: KnownIdentities = {
  patient: {...NOBODY, names: ['Dana Fictova'], numbers: ['MRN 4100017']},
  cast: [{pseudonym: 'Physician A', names: ['Dr Daniel Whitcombe'], npi: null}],
  people: new Roster(['Dr Elif Yıldız'], ['1000002228']),
  organisations: [],
};
const told = (value: unknown, about = known): string[] =>
  namedIn(value, about).map(({pointer, detail}) => `${pointer} ${detail.split(' ').slice(0, 3).join(' ')}`);

it('each text that names somebody is told with its place and with what it names', () => {
  expect(
    told({
      a: 'Whitcombe saw Fictova',
      'b/c~': [{d: 'known as 4100017'}, 'Dr Yildiz'],
      e: 'write to x@example.org',
      f: 'the night nurse saw the patient',
      h1: 'it was 1000002228',
      g: 7,
      h: null,
    }),
  ).toEqual([
    '/data/a names the patient',
    '/data/a names a colleague,',
    '/data/b~1c~0/0/d names the patient',
    '/data/b~1c~0/1 names a colleague,',
    '/data/e holds a number,',
    '/data/h1 names a colleague,',
  ]);
});

it('nobody is warned of a name that they may not know', () => {
  const blind = {...known, patient: NOBODY, cast: []};
  expect(told('Whitcombe saw Fictova', blind)).toEqual([]);
});
