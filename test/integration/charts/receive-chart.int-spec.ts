import {once} from 'node:events';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {sampleChart} from '../../../src/charts';
import type {AttachedData} from '../../../src/charts';
import {Problem} from '../../../src/platform/errors/problem';
import {readContents, readEntries, readMarks} from '../../../src/charts/persistence/stored-chart';
import {inOrder} from '../../../src/charts/persistence/timeline-mark';
import {aBundle, aJpeg, aPdf, aPng, aZip, anObservation, anotherPatient, onePatient} from './files';
import {Ward, pieces} from './ward';

const folder = join(__dirname, '../../../../shared/data/charts');
const charts = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
const MIB = 1024 * 1024;

let ward: Ward;

beforeAll(async () => {
  ward = await Ward.open();
});

afterEach(async () => {
  await ward.database.asSuperuser('DELETE FROM chart_document');
});

afterAll(async () => {
  await ward.close();
});

const attachAll = (): Promise<object[]> =>
  ward.database.asSuperuser('UPDATE chart_document SET attached_at = received_at');

async function refusal(sent: Promise<unknown>): Promise<Problem> {
  const error: unknown = await sent.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error('the file was not refused as a problem', {cause: error});
}

/** A Bundle of so many bytes or more, made while it is read. */
function* endlessBundle(bytes: number): Generator<Buffer> {
  yield Buffer.from(aBundle().slice(0, -2));
  const filler = 'x'.repeat(60_000);
  for (let length = 0, number = 0; length < bytes; number += 1) {
    const piece = Buffer.from(
      `,{"resource":${JSON.stringify({...anObservation(number), note: [{text: filler}]})}}`,
    );
    length += piece.length;
    yield piece;
  }
  yield Buffer.from(']}');
}

function* manyEntries(count: number): Generator<Buffer> {
  yield Buffer.from(aBundle().slice(0, -2));
  for (let number = 0; number < count; number += 1)
    yield Buffer.from(`,{"resource":${JSON.stringify(anObservation(number))}}`);
  yield Buffer.from(']}');
}

describe('a chart on its way in', () => {
  (charts.length === 0 ? test.skip : test)(
    'is kept whole, entry by entry and byte for byte, and gives its counts',
    async () => {
      for (const name of charts) {
        const sent = readFileSync(join(folder, name));
        const {id, kind, counts, data} = await ward.send(sent, name);
        expect(kind).toBe('fhir');
        expect((data as AttachedData).item).toMatchObject({
          documentId: id,
          name,
          bytes: sent.length,
          faults: 0,
        });
        await attachAll();
        const {organisationId, caseId, dataKey} = ward;
        const chart = {organisationId, caseId, dataKey};
        const [marks, [content]] = await ward.connections.read(async (tx) => [
          inOrder(await readMarks(tx, chart, [id])),
          await readContents(tx, chart, [id]),
        ]);
        const entries = await ward.connections.read((tx) => readEntries(tx, chart, marks));
        expect(entries).toHaveLength(Object.values(counts).reduce((sum, count) => sum + count, 0));
        expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
        const moments = entries.map(({at}) => (at === null ? Infinity : new Date(at).getTime()));
        expect(moments).toEqual([...moments].sort((a, b) => a - b));
        expect(content?.reading?.patients).toHaveLength(1);
      }
    },
  );

  test('leaves nothing readable in any row', async () => {
    await ward.send(aBundle([anObservation(1)]), 'Canaryname.json');
    await ward.send('Canarytext of a letter', 'letter.txt');
    await ward.send(aPdf('Canarypage'), 'page.pdf');
    const bytes = (await ward.sealedBytes()).toString('latin1');
    expect(bytes.length).toBeGreaterThan(500);
    expect(bytes).not.toMatch(/canary|ophelia/i);
    // Packed content would hide the words without hiding anything.
    expect(bytes).not.toContain('\x1f\x8b\x08\x00');
    const [row] = await ward.database.asSuperuser<{text: string}>(
      'SELECT string_agg(d::text, chr(10)) AS text FROM chart_document d',
    );
    expect(row?.text).not.toMatch(/canary|ophelia/i);
  });

  test('keeps the sender’s mark of byte order and reads past it', async () => {
    const {counts, data} = await ward.send(`\ufeff${aBundle([anObservation(1)])}`);
    expect(counts).toMatchObject({observation: 1});
    expect((data as AttachedData).item.bytes).toBe(Buffer.byteLength(aBundle([anObservation(1)])) + 3);
  });

  test('tells who took part, by number and name alone', async () => {
    const physician = {name: 'Dr. Ines Fictova', npi: '1000000012'};
    const chart = sampleChart({seed: 4, eventDate: '2026-02-10', physician, others: []});
    const {data} = await ward.send(JSON.stringify(chart));
    const {participants} = data as AttachedData;
    expect(participants).toContainEqual({npi: expect.any(String) as string, name: 'Dr. Ines Fictova'});
  });

  test('of more than 50 MB is refused, nothing of it stays, and the rest of it flows away', async () => {
    const stream = Readable.from(endlessBundle(70 * MIB), {objectMode: false});
    const ended = once(stream, 'end');
    const problem = await refusal(ward.send(stream));
    expect(problem).toMatchObject({status: 413, code: 'too_large'});
    expect(problem.detail).toMatch(/^The limit is 50 MB a file. .*parts/);
    expect(await ward.stored()).toEqual({documents: 0, chunks: 0});
    await ended;
  });

  test('of exactly 50 MB is taken', async () => {
    const bundle = aBundle([anObservation(1)]);
    const most = 50 * MIB;
    const {data} = await ward.send(Buffer.from(bundle.padEnd(most, ' ')));
    expect((data as AttachedData).item.bytes).toBe(most);
  });

  const whole = aBundle(Array.from({length: 900}, (_, number) => anObservation(number)));
  const refused: [string, () => Readable, RegExp][] = [
    ['that was cut off', () => pieces(whole.slice(0, -40)), /cut off/],
    ['with 100,000 entries', () => Readable.from(manyEntries(100_000), {objectMode: false}), /50,000/],
    ['in DSTU2', () => pieces(aBundle([{resourceType: 'MedicationOrder', id: 'm1'}])), /DSTU2|R4/],
    ['without a patient', () => pieces(aBundle([anObservation(1)], [])), /patient/i],
    ['of several patients', () => pieces(aBundle([], [onePatient, anotherPatient])), /patient/i],
    [
      'broken after 800 entries',
      () => pieces(whole.replace('{"resource":{"resourceType":"Observation","id":"o801"', '{,"id":"o801"')),
      /JSON/,
    ],
    ['that is one resource and no Bundle', () => pieces(JSON.stringify(onePatient)), /Bundle/],
  ];

  test.each(refused)('%s is refused with the reason, and nothing of it stays', async (_, stream, reason) => {
    const problem = await refusal(ward.send(stream()));
    expect(problem).toMatchObject({status: 422, code: 'invalid', faults: [{pointer: '/file'}]});
    expect(problem.faults?.[0]?.detail).toMatch(reason);
    expect(JSON.stringify(problem.body())).not.toMatch(/canary|ophelia/i);
    expect(await ward.stored()).toEqual({documents: 0, chunks: 0});
  });

  test('whose sender goes away half-way leaves nothing', async () => {
    const broken = function* (): Generator<Buffer> {
      yield Buffer.from(whole.slice(0, 150_000));
      throw new Error('socket hang up');
    };
    const problem = await refusal(ward.send(Readable.from(broken(), {objectMode: false})));
    expect(problem).toMatchObject({status: 400, code: 'malformed'});
    expect(await ward.stored()).toEqual({documents: 0, chunks: 0});
  });

  test('is not taken twice from one stream, when a transaction is tried again', async () => {
    const stream = pieces(aBundle());
    await ward.send(stream);
    expect(await refusal(ward.send(stream))).toMatchObject({status: 503});
  });
});

describe('a document on its way in', () => {
  const taken: [string, Buffer, string][] = [
    ['pdf', aPdf(), 'application/pdf'],
    ['png', aPng(), 'image/png'],
    ['jpeg', aJpeg(), 'image/jpeg'],
    ['text', Buffer.from('Überwiesen am 3. März.\n'), 'text/plain'],
  ];

  test.each(taken)(
    'is known as %s by what it holds, whatever its name says',
    async (kind, content, mediaType) => {
      for (const size of [1, 7, 65_536]) {
        const {data, ...reply} = await ward.send(pieces(content, size), '../../etc/x.exe');
        const {item} = data as AttachedData;
        expect(reply).toEqual({id: item.documentId, kind, counts: {}});
        expect(item).toMatchObject({kind, mediaType, bytes: content.length});
        expect(item.name).toMatch(/^x\.exe\.(pdf|png|jpg|txt)$/);
      }
    },
  );

  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(500, 3)]);
  const unknown: [string, Buffer][] = [
    ['a zip under the name of a PDF', zip],
    ['a web page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)])],
    ['text in another encoding', Buffer.from('Müller', 'latin1')],
  ];

  test.each(unknown)('that is %s is refused with what would be taken', async (_, content) => {
    const problem = await refusal(ward.send(content, 'letter.pdf'));
    expect(problem).toMatchObject({status: 415, code: 'unsupported_media_type'});
    expect(problem.detail).toMatch(/PDF.*PNG.*JPEG.*text/);
    expect(await ward.stored()).toEqual({documents: 0, chunks: 0});
  });

  const png = aPng();
  const flipped = Buffer.from(png);
  flipped.writeUInt8(0x55, png.length - 25);
  const unsound: [string, Buffer, RegExp][] = [
    ['nothing at all', Buffer.alloc(0), /empty/],
    ['a PDF header before a zip', Buffer.concat([Buffer.from('%PDF-1.7\n'), zip]), /PDF/],
    ['a PDF with an archive behind it', Buffer.concat([aPdf(), aZip()]), /ZIP.*Print/],
    [
      'a PDF whose end is the comment of an archive',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), aZip(`${' '.repeat(50_000)}startxref\n9\n%%EOF\n`)]),
      /ZIP.*Print/,
    ],
    ['a PDF cut off', aPdf('x'.repeat(900_000)).subarray(0, 800_000), /PDF/],
    ['a PNG that claims two million megapixels', aPng({width: 1_500_000, height: 1_500_000}), /claims/],
    ['a PNG of 19,000 by 19,000', aPng({width: 19_000, height: 19_000}), /megapixels/],
    ['a PNG without extent', aPng({width: 0, height: 4}), /extent/],
    ['a PNG cut off', png.subarray(0, -12), /cut off/],
    ['a PNG with a flipped bit', flipped, /damaged/],
    ['a PNG with a zip behind it', Buffer.concat([png, zip]), /after its end/],
    ['a JPEG that is too wide', aJpeg({width: 65_000}), /claims/],
    ['a JPEG cut off', aJpeg().subarray(0, -2), /cut off/],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xd9]), /cut off/],
    ['a JPEG of noise', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 3, 1, 1, 1, 1, 1]), /damaged/],
    ['text with a NUL far in', Buffer.concat([Buffer.alloc(700_000, 'a'), Buffer.of(0)]), /NUL/],
    [
      'text that breaks its encoding far in',
      Buffer.concat([Buffer.alloc(700_000, 'a'), Buffer.of(0xc3)]),
      /UTF-8/,
    ],
  ];

  test.each(unsound)('that is %s is refused, and nothing of it stays', async (_, content, reason) => {
    const problem = await refusal(ward.send(content));
    expect(problem).toMatchObject({status: 422, code: 'invalid', faults: [{pointer: '/file'}]});
    expect(problem.faults?.[0]?.detail).toMatch(reason);
    expect(await ward.stored()).toEqual({documents: 0, chunks: 0});
  });

  test('that was never attached is gone with the first upload a day later; what was attached stays', async () => {
    const attached = await ward.send(aPdf());
    await attachAll();
    const abandoned = await ward.send(aPng());
    ward.clock.advance({hours: 23});
    const young = await ward.send(aJpeg());
    ward.clock.advance({hours: 2});
    const latest = await ward.send('text');
    const rows = await ward.database.asSuperuser<{id: string}>('SELECT id FROM chart_document');
    const ids = rows.map(({id}) => id);
    expect(new Set(ids)).toEqual(new Set([attached.id, young.id, latest.id]));
    expect(ids).not.toContain(abandoned.id);
  });
});
