import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {newKeyPair} from '../../../src/platform/crypto/escrowed-file';
import {createTestDatabase} from '../../support/database';
import type {TestDatabase} from '../../support/database';
import {installProgram, startProgram} from './start-program';

const buildMilliseconds = 300_000;
// Each test starts the whole program.
jest.setTimeout(180_000);

let root: string;
let program: string;
let database: TestDatabase;

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'collegium-start-')));
  database = await createTestDatabase();
  for (const name of ['program', 'checkpoints']) mkdirSync(join(root, name));
  writeFileSync(join(root, 'kek'), Buffer.alloc(32, 7).toString('base64'), {mode: 0o600});
  program = installProgram(join(root, 'program'));
}, buildMilliseconds);

afterAll(async () => {
  await database.drop();
  rmSync(root, {recursive: true, force: true});
});

/** Starts the whole program as a hospital does, waits until it serves and stops it. @returns what it warned of */
async function onceServed(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const {child, ready, ended} = startProgram(program, {
    DATABASE_URL: database.applicationUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    COLLEGIUM_URL: 'http://localhost:3000',
    COLLEGIUM_KEY_FILE: join(root, 'kek'),
    COLLEGIUM_DATA: join(root, 'data'),
    ...more,
  });
  await ready;
  child.kill('SIGINT');
  const {code, stderr} = await ended;
  expect(code).toBe(0);
  return stderr;
}

interface Changed {
  readonly who: string;
  readonly details: {
    readonly changes: readonly {
      readonly setting: string;
      readonly from: string | null;
      readonly to: string;
    }[];
    readonly settings: Readonly<Record<string, string>>;
  };
}

const recorded = async (): Promise<Changed[]> =>
  (
    await database.asSuperuser<{event: string}>(
      `SELECT p.event FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
       WHERE p.event::jsonb ->> 'type' = 'configurationChanged' AND e.kind = 'configuration' ORDER BY e.id`,
    )
  ).map(({event}) => JSON.parse(event) as Changed);

describe('a start', () => {
  it('warns of checkpoints on the same device and of backups for nobody, and puts its settings on record', async () => {
    const warned = await onceServed({COLLEGIUM_CHECKPOINTS: join(root, 'checkpoints')});
    expect(warned).toContain(
      `COLLEGIUM_CHECKPOINTS (${join(root, 'checkpoints')}) is on the same device as COLLEGIUM_DATA`,
    );
    expect(warned).toContain('No escrow is named, so that no backup can be made');
    const [first, ...others] = await recorded();
    expect(others).toEqual([]);
    expect(first?.who).toBe('system');
    expect(first?.details.settings).toMatchObject({
      COLLEGIUM_CHECKPOINTS: join(root, 'checkpoints'),
      COLLEGIUM_SMTP_URL: 'not set',
      'demonstration mode': 'off',
    });
    expect(first?.details.changes.every(({from}) => from === null)).toBe(true);
  });

  it('warns no more of what was put right, and says from what to what the settings have changed', async () => {
    await database.asSuperuser(
      `INSERT INTO backup_escrow (recipient, held_by, set_at) VALUES ($1, 'The notary', now())`,
      [(await newKeyPair()).recipient],
    );
    const sender = 'collegium@example.org';
    const smtp = {COLLEGIUM_SMTP_URL: 'smtps://user:s3cret@mail.example.org', COLLEGIUM_SMTP_FROM: sender};
    const warned = await onceServed(smtp);
    expect(warned).not.toContain('COLLEGIUM_CHECKPOINTS');
    expect(warned).not.toContain('escrow');
    const [, second] = await recorded();
    expect(second?.details.changes).toEqual([
      {setting: 'COLLEGIUM_CHECKPOINTS', from: join(root, 'checkpoints'), to: 'not set'},
      {setting: 'COLLEGIUM_SMTP_FROM', from: 'not set', to: sender},
      {setting: 'COLLEGIUM_SMTP_URL', from: 'not set', to: 'smtps://mail.example.org'},
    ]);
    expect(JSON.stringify(second)).not.toContain('s3cret');
    await onceServed(smtp);
    expect(await recorded()).toHaveLength(2);
  });
});
