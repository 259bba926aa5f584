import {randomBytes} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {runCli} from '../../../src/cli/run-cli';
import {createApp} from '../../../src/create-app';
import {Integrator} from '../../../src/audit/integrate/integrator';
import {checkKey} from '../../../src/platform/database/check-key';
import type {Config} from '../../../src/platform/config/config';
import {listen} from '../../../src/platform/http/listen';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {TestClient} from '../../support/client';
import {Walker} from '../../support/walk';

/** Every sealed byte and every wrapped key, as it lies in the database. */
interface Stored {
  readonly content: string;
  readonly keys: string;
  readonly seeds: string;
  readonly authenticators: string;
  readonly marker: string;
}

describe('the key-encryption key', () => {
  let app: TestApp;
  let walker: Walker;
  let caseId: string;
  let lostId: string;
  let newKeyFile: string;

  beforeAll(async () => {
    app = await startTestApp();
    walker = new Walker(app, await aHospital(app));
    caseId = await walker.walkTo('screening');
    lostId = (await walker.refer()).id;
    const coordinator = await walker.as('coordinator');
    expect((await coordinator.post('/api/session/factors/totp', {name: 'Telephone'})).status).toBe(201);
    newKeyFile = join(app.config.dataDirectory, 'new-key');
    writeFileSync(newKeyFile, randomBytes(32).toString('base64'), {mode: 0o600});
    await checkKey(app.config, app.database.applicationUrl);
    await app.app.get(Integrator, {strict: false}).integrate();
  });

  afterAll(async () => {
    await app.close();
  });

  async function rotate(
    keyFile: string,
    ...options: string[]
  ): Promise<{code: number; printed: string; warned: string}> {
    const printed: string[] = [];
    const warned: string[] = [];
    const code = await runCli(['keys', 'rotate', '--new-key-file', newKeyFile, ...options], {
      env: {
        DATABASE_URL: app.database.applicationUrl,
        COLLEGIUM_URL: 'https://collegium.example',
        COLLEGIUM_KEY_FILE: keyFile,
        COLLEGIUM_DATA: app.config.dataDirectory,
      },
      root: join(__dirname, '..', '..', '..'),
      print: (line) => printed.push(line),
      warn: (line) => warned.push(line),
      readInput: () => Promise.resolve(''),
    });
    return {code, printed: printed.join('\n'), warned: warned.join('\n')};
  }

  const stored = async (): Promise<Stored> => {
    const [row] = await app.database.asSuperuser<Stored>(
      `SELECT (SELECT string_agg(content::text, ',' ORDER BY id) FROM case_item) AS content,
         (SELECT string_agg(wrapped::text, ',' ORDER BY case_id) FROM case_key) AS keys,
         (SELECT string_agg(sealed_seed, ',' ORDER BY organisation_id) FROM audit_key) AS seeds,
         (SELECT string_agg(sealed_secret, ',' ORDER BY id) FROM second_factor) AS authenticators,
         (SELECT digest FROM installation_key) AS marker`,
    );
    if (!row) throw new Error('nothing is stored');
    return row;
  };

  /** Once more mends it. */
  const damage = (id: string): Promise<object[]> =>
    app.database.asSuperuser(
      'UPDATE case_key SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE case_id = $1',
      [id],
    );

  it('is not exchanged under a running Collegium, which would go on with the old one', async () => {
    const before = await stored();
    const refused = await rotate(app.config.keyFile);
    expect([refused.code, refused.warned]).toEqual([2, expect.stringContaining('stop it first')]);
    expect(await stored()).toEqual(before);
  });

  it('is exchanged whole or not at all: one key that does not open leaves everything as it was', async () => {
    await app.app.close();
    await damage(caseId);
    const before = await stored();
    const failed = await rotate(app.config.keyFile);
    expect([failed.code, failed.warned]).toEqual([1, expect.stringContaining(caseId)]);
    expect(failed.warned).toContain('--leave');
    expect(await stored()).toEqual(before);
    await damage(caseId);
  });

  it('is not exchanged by whoever does not hold the one in force', async () => {
    const other = join(app.config.dataDirectory, 'other-key');
    writeFileSync(other, randomBytes(32).toString('base64'), {mode: 0o600});
    const refused = await rotate(other);
    expect([refused.code, refused.warned]).toEqual([1, expect.stringContaining('does not hold the key')]);
  });

  it('leaves no key behind that opens, whoever says so', async () => {
    const before = await stored();
    const refused = await rotate(app.config.keyFile, '--leave', lostId);
    expect([refused.code, refused.warned]).toEqual([2, expect.stringContaining('leave it out')]);
    expect(await stored()).toEqual(before);
  });

  it('changes every wrapping but of a damaged key that was named, and no content, on record; once more changes nothing', async () => {
    await damage(lostId);
    const before = await stored();
    expect(await rotate(app.config.keyFile, '--leave', lostId)).toMatchObject({
      code: 0,
      warned: expect.stringContaining(lostId) as string,
    });
    const after = await stored();
    expect(after.content).toBe(before.content);
    for (const part of ['keys', 'seeds', 'authenticators', 'marker'] as const)
      expect(after[part]).not.toBe(before[part]);
    const [event] = await app.database.asSuperuser<{event: string}>(
      `SELECT event FROM audit_payload WHERE event LIKE '%keyEncryptionKeyRotated%'`,
    );
    expect(JSON.parse(event?.event ?? '{}')).toMatchObject({
      who: 'system',
      details: {caseKeys: 1, secondFactors: 1, left: [lostId], from: before.marker, to: after.marker},
    });
    expect(await rotate(app.config.keyFile)).toMatchObject({
      code: 0,
      printed: expect.stringContaining('in force already') as string,
    });
    expect(await stored()).toEqual(after);
  });

  /** Another server on the same database. */
  async function serving(
    config: Config,
    work: (walker: Walker, server: TestApp) => Promise<void>,
  ): Promise<void> {
    const {applicationUrl} = app.database;
    const again = await createApp(config, {applicationUrl}, {clock: app.clock});
    try {
      const baseUrl = `http://127.0.0.1:${await listen(again, config.hosts, 0)}`;
      const server = {...app, app: again, baseUrl, client: () => new TestClient(baseUrl)};
      await work(new Walker(server, walker.hospital), server);
    } finally {
      await again.close();
    }
  }

  it('opens everything afterwards, and the log goes on under its signing key', async () => {
    await expect(checkKey(app.config, app.database.applicationUrl)).rejects.toThrow('holds another key');
    await serving({...app.config, keyFile: newKeyFile}, async (later, {app: server}) => {
      const {content} = await later.see('coordinator', caseId);
      const words = [...walker.entered.keys()].filter((word) => JSON.stringify(content).includes(word));
      expect(words.length).toBeGreaterThan(2);
      await later.refer();
      await server.get(Integrator, {strict: false}).integrate();
    });
    const heads = await app.database.asSuperuser<{sizes: number; keys: number}>(
      `SELECT count(*)::integer AS sizes, count(DISTINCT verifier)::integer AS keys
       FROM audit_checkpoint JOIN audit_key USING (organisation_id) WHERE organisation_id = $1`,
      [walker.hospital.organisationId],
    );
    expect(heads).toEqual([{sizes: expect.any(Number) as number, keys: 1}]);
    expect(heads[0]?.sizes).toBeGreaterThan(1);
  });

  it('lets nothing be sealed under the old one: a server that still has it takes no case in', async () => {
    const cases = (): Promise<object[]> => app.database.asSuperuser('SELECT id FROM review_case ORDER BY id');
    const before = await cases();
    await serving(app.config, async (late) => {
      await expect(late.refer()).rejects.toThrow('unavailable');
    });
    expect(await cases()).toEqual(before);
  });
});
