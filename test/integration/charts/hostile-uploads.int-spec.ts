import {once} from 'node:events';
import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {connect} from 'node:net';
import type {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {aPdf, aPng, aZip} from './files';
import {Hospital} from './hospital';
import type {CaseBody} from './hospital';

const MIB = 1024 * 1024;
/** The 50 MB of a file must not lie in memory even once. */
const FLAT = 45 * MIB;
const BOUNDARY = 'edge-of-a-part';

interface Refused {
  readonly status: number;
  readonly body: {code: string; detail: string; faults?: {pointer: string; detail: string}[]};
  /** Bytes of the file that the server took off the connection. */
  readonly sent: number;
  /** Bytes that were held at once, above what was before. */
  readonly grown: number;
}

let hospital: Hospital;
let aCase: CaseBody;
let temporary: string;
const usual = process.env['TMPDIR'];

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'collegium-uploads-'));
  hospital = await Hospital.open();
  aCase = await hospital.aCase();
  process.env['TMPDIR'] = temporary;
});

afterAll(async () => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  rmSync(temporary, {recursive: true});
  await hospital.app.close();
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of buffers that something still holds: what one collection lets go is freed beside it, so it may take a second. */
async function held(): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < 3; time += 1) {
    collect();
    least = Math.min(least, process.memoryUsage().arrayBuffers);
    await nextTurn();
  }
  return least;
}

const chunked = (piece: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);

/**
 * Sends a file by the address that the case offers, as fast as it is read, and all of it although it may be answered
 * before: on a bare connection, since clients stop at the answer.
 */
async function send(pieces: Iterable<Buffer>): Promise<Refused> {
  const before = await held();
  let [sent, looked, grown] = [0, 0, 0];
  const wire = openWire('transfer-encoding: chunked');
  const answer = answerOn(wire);
  const write = async (piece: Buffer): Promise<void> => {
    if (!wire.write(chunked(piece))) await once(wire, 'drain');
  };
  const part = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="chart.pdf"\r\n\r\n`;
  await write(Buffer.from(part));
  for (const piece of pieces) {
    await write(piece);
    sent += piece.length;
    if (sent < looked + 8 * MIB) continue;
    looked = sent;
    grown = Math.max(grown, (await held()) - before);
  }
  await write(Buffer.from(`\r\n--${BOUNDARY}--\r\n`));
  wire.write('0\r\n\r\n');
  const refused = {...(await answer), sent, grown};
  wire.destroy();
  return refused;
}

function openWire(length: string): Socket {
  const action = aCase.allowedActions.find(({type}) => type === 'attachChart');
  const {baseUrl, cookieHeader: cookie} = hospital.client('coordinator');
  const {hostname, port, host} = new URL(baseUrl);
  const wire = connect(Number(port), hostname);
  const head = [
    `POST ${action?.upload?.href ?? ''} HTTP/1.1`,
    `host: ${host}`,
    'x-collegium: 1',
    `cookie: ${cookie}`,
    `content-type: multipart/form-data; boundary=${BOUNDARY}`,
    length,
  ];
  wire.write(`${head.join('\r\n')}\r\n\r\n`);
  return wire;
}

/** Milliseconds. */
const ANSWERED_WITHIN = 30_000;

/** The first answer, as soon as it is whole. */
function answerOn(wire: Socket): Promise<Pick<Refused, 'status' | 'body'>> {
  return new Promise((resolve, reject) => {
    let text = '';
    wire.once('error', reject);
    // A server that waits for the body answers nothing, for ever.
    wire.setTimeout(ANSWERED_WITHIN, () => {
      wire.destroy();
      reject(new Error('no answer came'));
    });
    wire.on('data', (bytes) => {
      text += bytes.toString();
      const [, status] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
      const [head = '', body] = text.split('\r\n\r\n', 2);
      const [, length] = /content-length: (\d+)/i.exec(head) ?? [];
      if (body !== undefined && Buffer.byteLength(body) >= Number(length))
        resolve({status: Number(status), body: JSON.parse(body) as Refused['body']});
    });
  });
}

function* times(count: number, piece: Buffer): Generator<Buffer> {
  for (let number = 0; number < count; number += 1) yield piece;
}

function* millionEntries(): Generator<Buffer> {
  yield Buffer.from('{"resourceType":"Bundle","type":"collection","entry":[');
  const entry = `{"resource":{"resourceType":"Basic","language":"${'x'.repeat(80)}"}}`;
  yield Buffer.from(entry);
  yield* times(1000, Buffer.from(`,${entry}`.repeat(1000)));
  yield Buffer.from(']}');
}

/** Neither a row, nor a file where the store or the system keeps such, nor a word of it on record beyond the refusal. */
async function expectNothingLeft(code: string): Promise<void> {
  const {database} = hospital.app;
  const rows = await database.asSuperuser<{count: number}>(
    `SELECT (SELECT count(*) FROM chart_document)::int + (SELECT count(*) FROM chart_chunk)::int AS count`,
  );
  expect(rows).toEqual([{count: 0}]);
  expect(existsSync(temporary) && readdirSync(temporary)).toEqual([]);
  const refusals = (await hospital.reads(aCase.id)).filter(({type}) => type !== 'caseOpened');
  expect(refusals.at(-1)).toMatchObject({type: 'actionRefused', details: {code}});
  const body = await hospital.client('coordinator').get<CaseBody>(`/api/cases/${aCase.id}`);
  expect(body.status).toBe(200);
}

const fault = (words: RegExp): object => ({
  pointer: '/file',
  detail: expect.stringMatching(words) as string,
});

describe('an upload that means harm', () => {
  it('as a FHIR bundle with a million entries is refused at one too many, streamed', async () => {
    const {status, body, sent, grown} = await send(millionEntries());
    expect(status).toBe(422);
    expect(sent).toBeGreaterThan(2 * FLAT);
    expect(body.faults).toEqual([fault(/50,000 entries.*shorter period/)]);
    expect(grown).toBeLessThan(FLAT);
    await expectNothingLeft('invalid');
  });

  it('as a body without end is refused at 50 MB, and the rest flows by through no more memory', async () => {
    const {status, body, sent, grown} = await send(times(200, Buffer.alloc(MIB, 'a')));
    expect(status).toBe(413);
    expect(body).toMatchObject({
      code: 'too_large',
      detail: expect.stringMatching(/50 MB.*in parts/) as string,
    });
    expect(sent).toBe(200 * MIB);
    expect(grown).toBeLessThan(FLAT);
    await expectNothingLeft('too_large');
  });

  it('as a body that announces 10 GB is refused before it is read', async () => {
    const wire = openWire(`content-length: ${10 * 1024 * MIB}`);
    const {status, body} = await answerOn(wire);
    wire.destroy();
    expect(status).toBe(413);
    expect(body).toMatchObject({
      code: 'too_large',
      detail: expect.stringMatching(/64 MB.*shorter file/) as string,
    });
    await expectNothingLeft('too_large');
  });

  it('as an image bomb is refused by the pixels that it claims', async () => {
    const {status, body} = await send([aPng({width: 20_000, height: 20_000})]);
    expect(status).toBe(422);
    expect(body.faults).toEqual([fault(/100 megapixels.*smaller/)]);
    await expectNothingLeft('invalid');
  });

  it('as a zip under the name of a PDF is refused by what it holds, with what is taken', async () => {
    const named = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(500), aZip()]);
    const {status, body} = await send([named]);
    expect(status).toBe(415);
    expect(body.detail).toMatch(/PDF.*PNG.*JPEG.*text/);
    await expectNothingLeft('unsupported_media_type');
  });

  it('as a zip that is a whole PDF besides is refused with what to do', async () => {
    const {status, body} = await send([aPdf(), aZip()]);
    expect(status).toBe(422);
    expect(body.faults).toEqual([fault(/ZIP.*Print it to a new PDF/)]);
    await expectNothingLeft('invalid');
  });
});
