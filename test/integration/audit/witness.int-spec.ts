import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startWitness} from '../../../src/audit';
import {Anchors} from '../../../src/audit/anchor/anchors';
import {cosignHead} from '../../../src/audit/anchor/cosign-head';
import {knownWitnesses} from '../../../src/audit/anchor/witnesses';
import {signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {findCosignature, parseCosigner} from '../../../src/audit/domain/cosignature';
import {consistencyRanges, leafHash, rootOf} from '../../../src/audit/domain/merkle';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import {writeWitnessRequest} from '../../../src/audit/domain/witness-request';
import {PublishedCheckpoints} from '../../../src/audit/publish/published-checkpoints';
import {findHeads} from '../../../src/audit/persistence/tree-rows';
import type {HeadRow} from '../../../src/audit/persistence/tree-rows';
import {Concerns} from '../../../src/platform/health/concerns';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {FakeClock} from '../../support/fake-clock';
import {anOrganisation} from '../identity/people';
import {installProgram} from '../start/start-program';
import {happen, settled} from './a-log';

type RunningWitness = Awaited<ReturnType<typeof startWitness>>;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'collegium-witness-'));
  writeFileSync(join(root, 'key'), randomBytes(32).toString('base64'));
});

afterAll(() => {
  rmSync(root, {recursive: true, force: true});
});

const clock = new FakeClock();
const said: string[] = [];
const log = (line: string): void => {
  said.push(line);
};

const aWitness = (state: string, logs: readonly string[], port = 0): Promise<RunningWitness> => {
  const logsFile = join(root, `${state}.logs`);
  writeFileSync(logsFile, ['# logs that are known here', '', ...logs, ''].join('\n'));
  const options = {name: 'witness.example.org', keyFile: join(root, 'key'), logsFile, host: '127.0.0.1'};
  return startWitness({...options, stateDirectory: join(root, state), port}, {clock, log});
};

describe('the witness process', () => {
  const signer = noteSigner('log.example.org', Buffer.alloc(32, 1));
  const leaves = Array.from({length: 20}, (_, index) => leafHash(Buffer.from(String(index))));
  const noteOf = (size: number, by = signer, over = leaves): string =>
    signCheckpoint({origin: by.name, size, root: rootOf(over.slice(0, size))}, by);
  const request = (old: number, size: number, note = noteOf(size)): string => {
    const ranges = old === 0 || old > size ? [] : consistencyRanges(old, size);
    const proof = ranges.map(({begin, end}) => rootOf(leaves.slice(begin, end)));
    return writeWitnessRequest({old, proof, note});
  };
  let witness: RunningWitness;

  beforeAll(async () => {
    witness = await aWitness('alone', [signer.text]);
  });

  afterAll(async () => {
    await witness.stop();
  });

  const ask = async (body: string, path = '/add-checkpoint', method = 'POST'): Promise<Response> =>
    fetch(`http://127.0.0.1:${witness.port}${path}`, method === 'POST' ? {method, body} : {method});

  it('cosigns, and remembers it after it was stopped', async () => {
    const first = await ask(request(0, 5));
    expect(first.status).toBe(200);
    const verifier = parseCosigner(witness.verifier);
    const line = await first.text();
    expect(verifier && findCosignature(`${noteOf(5)}${line}`, verifier)).toMatchObject({at: clock.now()});
    expect((await ask(request(5, 9))).status).toBe(200);
    await witness.stop();
    witness = await aWitness('alone', [signer.text]);
    expect((await ask(request(9, 9))).status).toBe(200);
  });

  const stranger = noteSigner('stranger.example.org', Buffer.alloc(32, 1));
  const impostor = noteSigner(signer.name, Buffer.alloc(32, 2));
  const forked = [...leaves.slice(0, 8), leafHash(Buffer.from('other'))];
  it.each([
    ['a log that it does not know', request(0, 9, noteOf(9, stranger)), 404],
    ['a key that it does not trust', request(9, 12, noteOf(12, impostor)), 403],
    ['an old size beyond the new one', request(12, 9), 400],
    ['what is no request', 'nothing', 400],
    ['a log that was rolled back', request(5, 7), 409],
    ['a fork of the same size', request(9, 9, noteOf(9, signer, forked)), 409],
    ['a fork that goes on', request(9, 12, noteOf(12, signer, [...forked, ...leaves.slice(9)])), 422],
    ['a proof that is missing', writeWitnessRequest({old: 9, proof: [], note: noteOf(12)}), 422],
    ['too much', 'x'.repeat(100_000), 413],
  ])('refuses %s', async (_, body, status) => {
    const response = await ask(body);
    expect(response.status).toBe(status);
    if (status !== 409) return;
    expect(response.headers.get('content-type')).toBe('text/x.tlog.size');
    expect(await response.text()).toBe('9\n');
  });

  it('answers nothing else', async () => {
    expect((await ask('', '/')).status).toBe(404);
    expect((await ask('', '/add-checkpoint', 'GET')).status).toBe(405);
  });

  it('cosigns one of two that come at once and do not agree', async () => {
    const answers = await Promise.all([
      ask(request(9, 12)),
      ask(request(9, 13, noteOf(13))),
      ask(request(9, 12)),
    ]);
    expect(answers.map(({status}) => status).sort()).toEqual([200, 409, 409]);
  });

  it('shares its folder with nobody', async () => {
    await expect(aWitness('alone', [signer.text])).rejects.toThrow('in use by another witness');
  });

  it('cosigns nothing once its memory is damaged', async () => {
    const damaged = await aWitness('damaged', [signer.text]);
    const at = `http://127.0.0.1:${damaged.port}/add-checkpoint`;
    expect((await fetch(at, {method: 'POST', body: request(0, 5)})).status).toBe(200);
    const {createHash} = await import('node:crypto');
    const file = `${createHash('sha256').update(signer.name).digest('hex')}.checkpoint`;
    writeFileSync(join(root, 'damaged', file), 'nothing');
    expect((await fetch(at, {method: 'POST', body: request(0, 5)})).status).toBe(500);
    expect(said.at(-1)).toContain('does not hold a checkpoint');
    await damaged.stop();
  });
});

describe('a log with a witness', () => {
  let app: TestApp;
  let organisation: string;
  let verifier: string;
  const checkpointDirectory = (): string => join(root, 'checkpoints');

  beforeAll(async () => {
    const trial = await aWitness('of-the-log', []);
    verifier = trial.verifier;
    await trial.stop();
    app = await startTestApp({checkpointDirectory: checkpointDirectory()});
    organisation = await anOrganisation(app);
    await happen(app, organisation);
    await settled(app, organisation);
  });

  afterAll(async () => {
    await app.close();
  });

  /** Of all logs here, the installation's own among them. */
  const keys = async (): Promise<string[]> =>
    (await app.database.asSuperuser<{verifier: string}>('SELECT verifier FROM audit_key')).map(
      ({verifier: text}) => text,
    );

  const head = async (): Promise<HeadRow> => {
    const heads = await app.connections.read((tx) => tx.rows(findHeads));
    const own = heads.find((row) => row.organisation_id === organisation);
    if (!own) throw new Error('no checkpoint');
    return own;
  };

  const cosignatures = (): Promise<{size: string; signature: string}[]> =>
    app.database.asSuperuser(
      'SELECT size, signature FROM audit_cosignature WHERE organisation_id = $1 ORDER BY size',
      [organisation],
    );

  /** Has something happen, and asks a witness about it. */
  const asked = async (port: number): Promise<unknown> => {
    await happen(app, organisation);
    await settled(app, organisation);
    const [witness] = knownWitnesses([{url: `http://127.0.0.1:${port}`, verifier}]);
    if (!witness) throw new Error('no witness');
    return cosignHead(app.connections, {head: await head(), witness}, new AbortController().signal);
  };

  it('has its newest checkpoint cosigned, stored and exported; an absent witness shows and stops nothing', async () => {
    const witness = await aWitness('of-the-log', await keys());
    const concerns = new Concerns(app.clock);
    const witnesses = [{url: `http://127.0.0.1:${witness.port}`, verifier}];
    const published = app.app.get(PublishedCheckpoints);
    const anchors = new Anchors({witnesses}, app.connections, published, app.clock, concerns);
    anchors.onApplicationBootstrap();
    while ((await cosignatures()).length === 0) await new Promise(setImmediate);
    const [cosigned] = await cosignatures();
    const {size, signature} = cosigned ?? {size: '', signature: ''};
    const known = parseCosigner(verifier);
    const [stored] = await app.database.asSuperuser<{note: string}>(
      'SELECT note FROM audit_checkpoint WHERE organisation_id = $1 AND size = $2',
      [organisation, size],
    );
    expect(known && findCosignature(`${stored?.note ?? ''}${signature}`, known)).not.toBeNull();
    const month = app.clock.now().toISOString().slice(0, 7);
    const file = join(checkpointDirectory(), organisation, 'cosignatures', `${month}.ndjson`);
    expect(readFileSync(file, 'utf8')).toContain(JSON.stringify(signature));
    expect(concerns.all(organisation)).toEqual([]);
    await witness.stop();
    await happen(app, organisation);
    await settled(app, organisation);
    while (concerns.all(organisation).length === 0) await new Promise(setImmediate);
    expect(concerns.all(organisation)[0]?.text).toContain('witness.example.org');
    await anchors.beforeApplicationShutdown();
  });

  it('goes on with proofs from its tiles, however far it has come', async () => {
    const witness = await aWitness('of-the-log', await keys());
    for (const count of [0, 2, 300, 6]) {
      for (let turn = 0; turn < count; turn += 1) await happen(app, organisation, `case/${turn % 7}`);
      expect(await asked(witness.port)).toMatchObject({name: 'witness.example.org'});
    }
    await witness.stop();
  });

  it('is told that it was rolled back, by whoever has seen more', async () => {
    const {size} = await head();
    const own = await keys();
    const witness = await aWitness('far-ahead', own);
    const {createHash} = await import('node:crypto');
    const origin = `collegium/${organisation}`;
    const file = `${createHash('sha256').update(origin).digest('hex')}.checkpoint`;
    const ahead = noteSigner(origin, Buffer.alloc(32, 1));
    const note = (length: number): string =>
      signCheckpoint({origin, size: length, root: Buffer.alloc(32, 1)}, ahead);
    writeFileSync(join(root, 'far-ahead', file), note(Number(size) + 1_000));
    await expect(asked(witness.port)).rejects.toThrow('was rolled back');
    writeFileSync(join(root, 'far-ahead', file), note(Number(size)));
    await expect(asked(witness.port)).rejects.toThrow('it answers 422');
    await witness.stop();
  });

  it('is told when the witness does not know it, or its key', async () => {
    const unknown = await aWitness('unknown', []);
    await expect(asked(unknown.port)).rejects.toThrow('give it the verifier key');
    await unknown.stop();
    const other = noteSigner(`collegium/${organisation}`, Buffer.alloc(32, 3));
    const untrusting = await aWitness('untrusting', [other.text]);
    await expect(asked(untrusting.port)).rejects.toThrow('does not trust the key of this log');
    await untrusting.stop();
  });
});

describe('collegium witness', () => {
  it('serves until it is stopped, by its command line', async () => {
    const folder = mkdtempSync(join(root, 'program-'));
    installProgram(folder);
    writeFileSync(join(root, 'logs'), '');
    const args = ['--name', 'w.example.org', '--listen', '127.0.0.1:0', '--key', join(root, 'key')];
    const child: ChildProcess = spawn(
      process.execPath,
      [
        join(folder, 'dist', 'cli.js'),
        'witness',
        ...args,
        '--logs',
        join(root, 'logs'),
        '--state',
        join(root, 'cli'),
      ],
      {stdio: ['ignore', 'pipe', 'inherit']},
    );
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const [, port, key] = /ready on 127\.0\.0\.1:(\d+): (\S+)/.exec(line.toString()) ?? [];
    expect(parseCosigner(key ?? '')?.name).toBe('w.example.org');
    const response = await fetch(`http://127.0.0.1:${port ?? ''}/add-checkpoint`, {
      method: 'POST',
      body: 'x',
    });
    expect(response.status).toBe(400);
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(0);
  }, 300_000);
});
