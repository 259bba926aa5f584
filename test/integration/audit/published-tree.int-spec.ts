import {AuditedTransaction, rotateLogKey} from '../../../src/audit';
import {openCheckpoint} from '../../../src/audit/domain/checkpoint';
import {entriesIn} from '../../../src/audit/domain/entry-bundle';
import {leafHash, rootOf} from '../../../src/audit/domain/merkle';
import {parseVerifier} from '../../../src/audit/domain/signed-note';
import {hashesIn} from '../../../src/audit/domain/tile';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {happen, settled} from './a-log';

interface Fetched {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

describe('the public read path of the log', () => {
  let app: TestApp;
  let walker: Walker;

  beforeAll(async () => {
    app = await startTestApp();
    walker = new Walker(app, await aHospital(app));
    await walker.walkTo('screening');
    await integrated();
  });

  afterAll(async () => {
    await app.close();
  });

  const integrated = (): Promise<void> => settled(app, walker.hospital.organisationId);

  async function get(key: string, path: string): Promise<Fetched> {
    const client = await walker.as(key);
    const cookie = client.cookieHeader;
    const response = await fetch(`${client.baseUrl}/api/audit/${path}`, {headers: {cookie}});
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }

  it('lets compliance rebuild the tree that was signed from what it serves, and keeps nothing in caches', async () => {
    const [key, note] = await Promise.all([get('compliance', 'key'), get('compliance', 'checkpoint')]);
    const verifier = parseVerifier(key.bytes.toString().trim());
    const checkpoint = verifier && openCheckpoint(note.bytes.toString(), verifier).checkpoint;
    if (!checkpoint) throw new Error('the checkpoint does not open');
    expect(checkpoint.origin).toBe(`collegium/${walker.hospital.organisationId}`);
    const hashes: Buffer[] = [];
    for (let index = 0; index * 256 < checkpoint.size; index += 1) {
      const width = Math.min(256, checkpoint.size - index * 256);
      const end = `${String(index).padStart(3, '0')}${width === 256 ? '' : `.p/${width}`}`;
      const [tile, bundle] = await Promise.all([
        get('compliance', `tile/0/${end}`),
        get('compliance', `tile/entries/${end}`),
      ]);
      expect([tile.headers.get('content-type'), tile.headers.get('cache-control')]).toEqual([
        'application/octet-stream',
        'no-store',
      ]);
      expect(entriesIn(bundle.bytes).entries.map(leafHash)).toEqual(hashesIn(tile.bytes));
      hashes.push(...(hashesIn(tile.bytes) ?? []));
    }
    expect(hashes).toHaveLength(checkpoint.size);
    expect(rootOf(hashes).equals(checkpoint.root)).toBe(true);
    expect(note.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it('gives a newcomer what it takes to check what old keys have signed, and names no key that has signed nothing', async () => {
    const organisation = walker.hospital.organisationId;
    const old = (await get('compliance', 'checkpoint')).bytes.toString();
    const keys = async (): Promise<string[]> =>
      (await get('compliance', 'key')).bytes.toString().trimEnd().split('\n');
    const [first] = await keys();
    await rotateLogKey(app.app.get(AuditedTransaction), {organisation, by: 'system'}, app.app.get(LogKeys));
    await integrated();
    await happen(app, organisation);
    await integrated();
    const [now = '', before = '', ...more] = await keys();
    expect([before, more]).toEqual([first, []]);
    const latest = (await get('compliance', 'checkpoint')).bytes.toString();
    const faults = [now, before].map((text) => {
      const key = parseVerifier(text);
      return key && [openCheckpoint(latest, key).fault, openCheckpoint(old, key).fault];
    });
    expect(faults).toEqual([
      [null, 'unknown_key'],
      ['unknown_key', null],
    ]);
  });

  it('has nothing beyond what was signed, and nothing under a path that is not written as it should be', async () => {
    const absent = [
      'tile/0/x001/000',
      'tile/0/000.p/256',
      'tile/0/0',
      'tile/9/000.p/1',
      'tile/entries/999.p/1',
      'tile/x/000',
      'tile/0/..%2f..%2fkey',
      'tile/0/000%00',
      `tile/${'0/'.repeat(300)}`,
    ];
    const answers = await Promise.all(absent.map((path) => get('compliance', path)));
    expect(answers.map(({status}) => status)).toEqual(absent.map(() => 404));
  });

  it.each(['coordinator', 'chair', 'admin', 'physician'])('is not there for %s', async (key) => {
    const answers = await Promise.all(
      ['checkpoint', 'key', 'tile/0/000', 'tile/entries/000'].map((path) => get(key, path)),
    );
    expect(answers.map(({status}) => status)).toEqual([404, 404, 404, 404]);
  });

  it('names no person and no content', async () => {
    const {bytes} = await get('compliance', 'tile/entries/000.p/9');
    const entries = entriesIn(bytes).entries.map((entry) => JSON.parse(entry.toString()) as object);
    expect(entries.map((entry) => Object.keys(entry).join())).toEqual(
      entries.map(() => 'at,commitment,kind,number,organisation,previous,stream,v'),
    );
  });
});
