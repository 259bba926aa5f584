import {readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {verifyDatabase} from '../../../src/audit';
import {KEY_TABLES, LEFT_OUT} from '../../../src/backup/domain/what-is-backed-up';
import {decryptWith} from '../../../src/platform/crypto/escrowed-file';
import {tableShapes} from '../../../src/platform/database/copy/table-shape';
import {connected} from '../../support/database';
import type {TestDatabase} from '../../support/database';
import {Vault, collegium} from './vault';

/** Nothing was exported here, so that nobody can tell what is missing. */
const ACCEPT = ['--accept-loss', 'A drill; nothing has been exported.'];

let vault: Vault;

beforeAll(async () => {
  vault = await Vault.open();
});

afterAll(async () => {
  await vault.close();
});

const tables = (database: TestDatabase) => connected(database.superuserUrl, tableShapes);

/** Everything that a table holds, in one order. */
async function content(database: TestDatabase, table: string, columns = '*'): Promise<unknown[]> {
  return database.asSuperuser(`SELECT ${columns} FROM ${table} t ORDER BY t::text COLLATE "C"`);
}

async function events(database: TestDatabase, type: string): Promise<{kind: string; details: unknown}[]> {
  return database.asSuperuser(
    `SELECT e.kind, p.event::jsonb -> 'details' AS details
     FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
     WHERE p.event::jsonb ->> 'type' = $1 AND e.organisation_id = $2`,
    [type, vault.hospital.organisationId],
  );
}

describe('a backup', () => {
  it('is refused without an escrowed key, and leaves no file', async () => {
    const {file, keys} = vault.names();
    const {code, warned} = await collegium(vault.source, 'backup', file, '--keys', keys);
    expect([code, warned]).toEqual([1, expect.stringContaining('without an escrowed key')]);
    expect([readdirSync(dirname(file)), readdirSync(dirname(keys))]).toEqual([[], []]);
  });

  it('takes the public part of a key as escrow, and neither the secret one nor anything else', async () => {
    const set = (recipient: string) =>
      collegium(vault.source, 'backup', 'escrow', '--recipient', recipient, '--held-by', 'The notary');
    expect((await set(vault.pair.identity)).warned).toContain('That is the identity');
    expect((await set(vault.pair.recipient.replace(/.$/, 'b'))).code).toBe(1);
    expect((await set('age1tag1qwerty')).warned).toContain('no X25519 recipient');
    expect(await set(vault.pair.recipient)).toMatchObject({
      code: 0,
      printed: expect.stringContaining(`${vault.pair.recipient}  The notary`) as string,
    });
  });

  it('is on record before it is made, names who can open it, and is readable by its owner alone', async () => {
    const {file, keys} = await vault.backUp();
    const until = expect.stringMatching(/^\d{4}-.*Z$/) as string;
    expect(await events(vault.app.database, 'installationBackedUp')).toEqual([
      {kind: 'export', details: {recipients: [vault.pair.recipient], keysUntil: until}},
    ]);
    for (const path of [file, keys]) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
      expect(readdirSync(dirname(path))).toEqual([path.slice(dirname(path).length + 1)]);
    }
  });

  it('writes nothing over, and keeps the keys in another folder', async () => {
    const {file, keys} = await vault.backUp();
    const before = readFileSync(file);
    expect((await collegium(vault.source, 'backup', file)).warned).toContain('exists already');
    expect(readFileSync(file).equals(before)).toBe(true);
    const beside = join(dirname(file), 'beside.keys');
    const {code} = await collegium(vault.source, 'backup', vault.names().file, '--keys', beside);
    expect([code, readdirSync(dirname(keys)).includes('beside.keys')]).toEqual([2, false]);
  });

  it('holds no key of a case and no seed of the log in its main file', async () => {
    await vault.walker.refer();
    const {file, keys} = await vault.backUp();
    const plain = async (path: string): Promise<Buffer> => {
      const pieces = [readFileSync(path)] as unknown as AsyncIterable<Uint8Array>;
      return buffer(await decryptWith([vault.pair.identity], pieces));
    };
    const [main, secret] = [await plain(file), await plain(keys)];
    const [found] = await vault.app.database.asSuperuser<{wrapped: Buffer}>('SELECT wrapped FROM case_key');
    const [seed] = await vault.app.database.asSuperuser<{sealed_seed: string}>(
      'SELECT sealed_seed FROM audit_key',
    );
    const secrets = [found?.wrapped ?? '', Buffer.from(seed?.sealed_seed ?? '')];
    expect(secrets.map((bytes) => [main.includes(bytes), secret.includes(bytes)])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('names expired key backups for deletion as long as they lie there', async () => {
    const old = await vault.backUp('--keys-days', '1');
    await vault.app.database.asSuperuser(
      `UPDATE key_backup SET made_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE path = $1`,
      [old.keys],
    );
    const {file, keys} = vault.names();
    const {warned} = await collegium(vault.source, 'backup', file, '--keys', keys);
    expect(warned).toContain(`Delete this expired key backup, and its copies: ${old.keys}`);
  });
});

describe('a restored backup', () => {
  it('is what was backed up, row by row, but for sessions', async () => {
    const backup = await vault.backUp();
    const target = await vault.emptyDatabase();
    const {code, printed, warned} = await vault.restore(target, backup, ...ACCEPT);
    expect([code, warned]).toEqual([0, '']);
    expect(printed).toContain('The log is whole');
    expect(await verifyDatabase(target.applicationUrl)).toMatchObject({ok: true});

    const [source, restored] = [await tables(vault.app.database), await tables(target)];
    expect(restored).toEqual(source);
    // What goes on growing in the one that still runs, and what the restoration itself adds.
    const moving = [
      'audit_event',
      'audit_payload',
      'audit_stream',
      'audit_leaf',
      'audit_window',
      'audit_checkpoint',
      'log_search',
      'log_search_word',
      'log_search_position',
    ];
    const still = source.filter(({name}) => ![...LEFT_OUT, ...moving, 'restoration'].includes(name));
    expect(still.length).toBeGreaterThan(20);
    for (const {name} of still)
      expect([name, await content(target, name)]).toEqual([name, await content(vault.app.database, name)]);
    expect(await content(target, 'session')).toEqual([]);
    for (const {name} of KEY_TABLES) expect(await content(target, name)).not.toEqual([]);
    expect(await events(target, 'installationRestored')).toMatchObject([
      {kind: 'configuration', details: {found: {kind: 'unanchored'}, acceptLoss: ACCEPT[1]}},
    ]);
  });

  it('goes on where it stopped: people sign in, and a case is driven to its end', async () => {
    const begun = await vault.walker.refer();
    const backup = await vault.backUp();
    const target = await vault.emptyDatabase();
    expect(await vault.restore(target, backup, ...ACCEPT)).toMatchObject({code: 0});
    const walker = await vault.serve(target);
    for (const station of ['screening', 'awaitingInput', 'readyToAssign'] as const)
      await walker.stage(station, begun.id);
    const seen = await walker.see('coordinator', begun.id);
    expect(seen.content.map(({kind}) => kind)).toEqual(expect.arrayContaining(['referral', 'input']));
    const closed = await walker.walkTo('closed');
    expect((await walker.see('coordinator', closed)).settled).toBe(true);
    expect(await verifyDatabase(target.applicationUrl)).toMatchObject({ok: true});
  });

  it('has the protections of the log in force, and numbers that follow the last', async () => {
    const target = await vault.emptyDatabase();
    expect(await vault.restore(target, await vault.backUp(), ...ACCEPT)).toMatchObject({code: 0});
    const refused = [
      ['UPDATE audit_event SET kind = kind', 'append-only'],
      ['DELETE FROM audit_payload', 'no approved disposal covers it'],
      ['TRUNCATE audit_leaf CASCADE', 'append-only'],
    ] as const;
    for (const [statement, reason] of refused)
      await expect(target.asSuperuser(statement)).rejects.toThrow(reason);
    const off = await target.asSuperuser(
      `SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'
       UNION SELECT conname FROM pg_constraint WHERE NOT convalidated`,
    );
    expect(off).toEqual([]);
    const keys = (database: TestDatabase) =>
      database.asSuperuser(
        `SELECT conrelid::regclass::text AS of, pg_get_constraintdef(oid) AS says FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
      );
    expect(await keys(target)).toEqual(await keys(vault.app.database));
    const [{behind} = {behind: null}] = await target.asSuperuser<{behind: boolean}>(
      'SELECT (SELECT last_value FROM audit_event_id_seq) < max(id) AS behind FROM audit_event',
    );
    expect(behind).toBe(false);
  });
});

describe('restoring', () => {
  it('refuses a database that is not empty, and leaves it as it was', async () => {
    const before = await content(vault.app.database, 'person');
    const {code, warned} = await vault.restore(vault.app.database, await vault.backUp(), ...ACCEPT);
    expect([code, warned]).toEqual([1, expect.stringContaining('The database is not empty')]);
    expect(await content(vault.app.database, 'person')).toEqual(before);
  });

  it('refuses what belongs to another key file, or to no other file', async () => {
    const {file, keys} = await vault.backUp();
    const target = await vault.emptyDatabase();
    const other = join(vault.folder, 'other-key');
    writeFileSync(other, Buffer.alloc(32, 7).toString('base64'), {mode: 0o600});
    const env = {...vault.environment(target), COLLEGIUM_KEY_FILE: other};
    const args = ['restore', file, '--keys', keys, '--identity', vault.identity];
    expect((await collegium(env, ...args)).warned).toContain('under another key file');
    expect((await vault.restore(target, {file: keys, keys: file})).warned).toContain(
      'not what they were named as',
    );
    expect((await vault.restore(target, {file, keys: file})).warned).toContain('not what they were named as');
    expect((await vault.restore(target, {file, keys: join(vault.folder, 'none')})).warned).toContain(
      'ENOENT',
    );
    expect(await tables(target)).toEqual([]);
  });

  it('refuses keys that are older than the backup, and takes later ones', async () => {
    const old = await vault.backUp();
    await vault.walker.refer();
    const later = await vault.backUp();
    const target = await vault.emptyDatabase();
    expect((await vault.restore(target, {file: later.file, keys: old.keys})).warned).toContain(
      'older than the backup',
    );
    expect(await vault.restore(target, {file: old.file, keys: later.keys}, ...ACCEPT)).toMatchObject({
      code: 0,
    });
  });

  it('refuses a damaged file whole: the database stays without a table', async () => {
    const {file, keys} = await vault.backUp();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 100));
    const target = await vault.emptyDatabase();
    expect((await vault.restore(target, {file, keys}, ...ACCEPT)).warned).toContain('damaged or incomplete');
    expect(await tables(target)).toEqual([]);
  });

  it('keeps everything away from a database on which a restoration is not finished', async () => {
    const target = await vault.emptyDatabase();
    const {code, warned} = await vault.restore(target, await vault.backUp());
    expect([code, warned]).toEqual([1, expect.stringContaining('Nobody can tell what is missing')]);
    const env = vault.environment(target);
    expect((await collegium(env, 'audit', 'verify')).warned).toContain('the restoration was not finished');
    expect(await collegium(env, 'restore', '--finish', ...ACCEPT)).toMatchObject({code: 0});
    expect(await collegium(env, 'audit', 'verify')).toMatchObject({code: 0});
    expect((await collegium(env, 'restore', '--finish')).warned).toContain('no restoration to finish');
  });
});
