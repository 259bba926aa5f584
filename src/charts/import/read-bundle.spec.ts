import {aBundle, observation, patient, read} from '../../../test/support/bundles';
import type {Resource} from '../../../test/support/bundles';
import {Readable} from 'node:stream';
import {readBundle} from './read-bundle';

test('an observation keeps its value, unit, range, interpretation and moment', async () => {
  const {entries} = await read(
    aBundle([
      patient,
      observation({
        status: 'final',
        effectiveDateTime: '2024-05-01T10:00:00Z',
        valueQuantity: {value: 6.10001, unit: 'mmol/L', comparator: '>'},
        referenceRange: [{low: {value: 3.5, unit: 'mmol/L'}, high: {value: 5.1, unit: 'mmol/L'}}],
        interpretation: [{coding: [{code: 'HH'}]}],
      }),
    ]),
  );
  expect(entries[0]).toEqual({
    id: 'Observation/o',
    kind: 'observation',
    at: '2024-05-01T10:00:00Z',
    end: null,
    title: 'Potassium',
    code: {system: 'http://loinc.org', code: '2823-3'},
    value: '>6.1 mmol/L',
    quantity: {value: 6.10001, unit: 'mmol/L'},
    referenceRange: '3.5–5.1 mmol/L',
    interpretation: 'HH',
    encounter: null,
    performers: [],
    detail: {status: 'final'},
  });
});

test('what is not understood is kept whole and counted, even under a hostile name', async () => {
  const claim = {resourceType: 'Claim', id: 'c', created: '2024-01-02', type: {text: 'pharmacy'}};
  const {entries, reading} = await read(aBundle([patient, claim, {a: 1}, {resourceType: '__proto__'}]));
  expect(reading.notUnderstood).toEqual({Claim: 1, unknown: 2});
  expect(reading.counts.other).toBe(3);
  expect(entries[0]).toMatchObject({kind: 'other', title: 'Claim: pharmacy', at: '2024-01-02'});
  expect(JSON.parse(entries[0]?.detail['raw'] ?? '')).toEqual(claim);
});

test('entries without a usable resource are faults, not failures', async () => {
  const {reading} = await read(
    JSON.stringify({
      resourceType: 'Bundle',
      entry: [{resource: patient}, null, 5, {}, {resource: null}, {resource: 7}],
    }),
  );
  expect(reading.faults.map(({at, code}) => [at, code])).toEqual(
    [1, 2, 3, 4, 5].map((n) => [`/entry/${n}`, 'resource_missing']),
  );
});

test('duplicate ids are both kept, under different ids', async () => {
  const {entries, reading} = await read(aBundle([patient, observation(), observation()]));
  expect(entries.map(({id}) => id)).toEqual(['Observation/o', 'entry-2']);
  expect(reading.faults.map(({code}) => code)).toEqual(['duplicate_id']);
});

test('dates at the edges are kept as given; impossible ones become text and a fault', async () => {
  const dated = (id: string, date: string): Resource => observation({id, effectiveDateTime: date});
  const {entries, reading} = await read(
    aBundle([patient, dated('1', '0001-01-01'), dated('2', '9999-12-31'), dated('3', '2023-02-30')]),
  );
  expect(entries.map(({at}) => at)).toEqual(['0001-01-01', '9999-12-31', null]);
  expect(entries[2]?.detail['atAsWritten']).toBe('2023-02-30');
  expect(reading.faults).toMatchObject([{at: '/entry/3', code: 'date_invalid'}]);
});

test('NUL, lone surrogates and hostile keys cannot reach the database or the prototype', async () => {
  const json = aBundle([patient, observation({valueString: 'VALUE', CLEAN: {x: 1}})])
    .replace('VALUE', 'a\\u0000b\\ud83dc \\ud83d\\ude00 \\\\u0000 مرحبا')
    .replace('CLEAN', '__proto__');
  const {entries, reading} = await read(json);
  expect(entries[0]?.value).toBe('a\ufffdb\ufffdc 😀 \\u0000 مرحبا');
  expect(reading.faults).toMatchObject([{code: 'text_replaced'}]);
  expect(({} as Resource)['x']).toBeUndefined();
});

test('a number too large for any machine is no quantity', async () => {
  const {entries} = await read(
    aBundle([patient, observation({valueQuantity: {value: 12345}})]).replace('12345', '1e999'),
  );
  expect(entries[0]).toMatchObject({value: null, quantity: null});
});

test('a report carries its results, a document its text without markup, a foreign attachment only its name', async () => {
  const data = Buffer.from('Seen\u0000 at <b>8</b>').toString('base64');
  const {entries} = await read(
    aBundle([
      patient,
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        code: {text: 'Panel'},
        conclusion: 'High',
        result: [{reference: 'Observation/o'}],
      },
      observation(),
      {
        resourceType: 'DocumentReference',
        id: 'd',
        content: [{attachment: {contentType: 'text/plain', data}}],
      },
      {
        resourceType: 'DocumentReference',
        id: 'f',
        content: [{attachment: {contentType: 'application/pdf', data: 'AAAA'}}],
      },
      {
        resourceType: 'Composition',
        id: 'c',
        section: [{title: 'Plan', text: {div: '<div>Rest<br/>A &lt; B</div>'}}],
      },
    ]),
  );
  const detail = (id: string): Record<string, string> | undefined =>
    entries.find((entry) => entry.id === id)?.detail;
  expect(detail('DiagnosticReport/r')).toMatchObject({results: 'Potassium', conclusion: 'High'});
  expect(detail('DocumentReference/d')?.['text']).toBe('Seen\ufffd at <b>8</b>');
  expect(detail('DocumentReference/f')?.['attachment']).toBe(
    'application/pdf, 3 bytes, kept in the file itself',
  );
  expect(detail('Composition/c')?.['text']).toBe('Plan\nRest\nA < B');
});

test('one patient may come twice: the same resource, or two that share a number', async () => {
  const numbered = {...patient, identifier: [{system: 'urn:mrn', value: '1'}]};
  const {reading} = await read(aBundle([numbered, numbered, {...numbered, id: 'q'}]));
  expect(reading.patients).toHaveLength(3);
});

test('the source waits while entries are being stored, and is closed when storing fails', async () => {
  let produced = 0;
  const source = Readable.from(
    (function* () {
      yield Buffer.from(`{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(patient)}}`);
      for (; produced < 2000; produced += 1)
        yield Buffer.from(`,{"resource":${JSON.stringify(observation({id: String(produced)}))}}`);
      yield Buffer.from(']}');
    })(),
    {highWaterMark: 1},
  );
  const failing = (): Promise<void> => Promise.reject(new Error('disk full'));
  await expect(readBundle(source, failing)).rejects.toThrow('disk full');
  expect(produced).toBeLessThan(210);
  expect(source.destroyed).toBe(true);
});

test('a source that yields text is read too, and one that yields neither is refused', async () => {
  const ignore = (): Promise<void> => Promise.resolve();
  await expect(readBundle(Readable.from([aBundle([patient])]), ignore)).resolves.toMatchObject({
    faultCount: 0,
  });
  await expect(readBundle(Readable.from([5]), ignore)).rejects.toThrow(TypeError);
});
