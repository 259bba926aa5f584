import {randomBytes} from 'node:crypto';
import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Config} from './config';
import {ConfigError} from './config-error';
import {KeyError, loadKeyEncryptionKey, readKey} from './key-encryption-key';
import {loadConfig} from './load-config';

type Environment = Record<string, string>;

let root: string;
let production: Environment;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
  writeFileSync(join(root, 'kek'), `${randomBytes(32).toString('base64')}\n`);
  writeFileSync(join(root, 'short'), randomBytes(16).toString('base64'));
  production = {
    DATABASE_URL: 'postgres://app:s3cret@db:5432/collegium?sslmode=verify-full',
    COLLEGIUM_URL: 'https://review.example.org',
    COLLEGIUM_KEY_FILE: 'kek',
  };
});

afterAll(() => {
  rmSync(root, {recursive: true});
});

function faultsOf(env: Environment): string[] {
  try {
    loadConfig(env, root);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const {setting, problem, fix} of error.faults) {
      expect(error.message).toContain(setting);
      expect(error.message).toContain(problem);
      expect(error.message).toContain(fix);
    }
    return error.faults.map(({setting}) => setting);
  }
}

describe('without any setting', () => {
  it('is a seeded demonstration on the embedded PostgreSQL, on loopback alone', () => {
    expect(loadConfig({}, root)).toEqual({
      port: 3000,
      hosts: ['127.0.0.1', '::1'],
      demonstration: true,
      seed: true,
      dataDirectory: join(root, 'data'),
      database: {kind: 'embedded'},
      publicUrl: null,
      trustProxy: null,
      rateLimit: true,
      smtp: null,
      keyFile: join(root, 'data', 'keys', 'kek'),
      keyGiven: null,
      logLevel: 'info',
      checkpointDirectory: null,
      witnesses: [],
      timestamps: null,
      singleSignOn: null,
    } satisfies Config);
  });

  it('takes empty values for unset ones', () => {
    const empty = {
      PORT: '',
      DATABASE_URL: ' ',
      COLLEGIUM_DEMO: '',
      COLLEGIUM_URL: '',
      COLLEGIUM_KEY_FILE: '',
    };
    expect(loadConfig(empty, root)).toEqual(loadConfig({}, root));
  });
});

describe('with DATABASE_URL', () => {
  it('is no demonstration, seeds nothing and holds to loopback until told otherwise', () => {
    expect(loadConfig({...production, COLLEGIUM_DATA: '/srv/collegium'}, root)).toMatchObject({
      demonstration: false,
      seed: false,
      hosts: ['127.0.0.1', '::1'],
      dataDirectory: '/srv/collegium',
      database: {kind: 'server', applicationUrl: production['DATABASE_URL'], ownerUrl: null},
      publicUrl: new URL('https://review.example.org'),
      keyFile: join(root, 'kek'),
      keyGiven: null,
    });
  });

  it('serves others behind a proxy that is named', () => {
    const env = {...production, COLLEGIUM_HOST: '0.0.0.0', COLLEGIUM_TRUST_PROXY: '10.0.0.5, fd00::/8'};
    expect(loadConfig(env, root)).toMatchObject({hosts: ['0.0.0.0'], trustProxy: '10.0.0.5,fd00::/8'});
  });
});

describe('COLLEGIUM_DEMO', () => {
  const server = {DATABASE_URL: 'postgres://app@db/collegium?sslmode=disable'};
  it.each<[string, Environment, Pick<Config, 'demonstration' | 'seed'>]>([
    ['on without DATABASE_URL seeds', {COLLEGIUM_DEMO: 'on'}, {demonstration: true, seed: true}],
    ['off without DATABASE_URL seeds nothing', {COLLEGIUM_DEMO: 'off'}, {demonstration: true, seed: false}],
    ['on with DATABASE_URL seeds', {...server, COLLEGIUM_DEMO: 'on'}, {demonstration: true, seed: true}],
  ])('%s', (_rule, env, expected) => {
    expect(loadConfig(env, root)).toMatchObject(expected);
  });

  it('off with DATABASE_URL is an ordinary installation', () => {
    const config = loadConfig({...production, COLLEGIUM_DEMO: 'off'}, root);
    expect(config).toMatchObject({demonstration: false, seed: false});
  });
});

describe('accepted settings', () => {
  it.each<[string, Environment, Partial<Config>]>([
    ['a free port for tests', {PORT: '0'}, {port: 0}],
    ['no rate limit in a demonstration', {COLLEGIUM_RATE_LIMIT: 'off'}, {rateLimit: false}],
    [
      'plain http on loopback',
      {COLLEGIUM_URL: 'http://[::1]:3000'},
      {publicUrl: new URL('http://[::1]:3000')},
    ],
    ['one loopback address', {COLLEGIUM_HOST: '127.0.0.1'}, {hosts: ['127.0.0.1']}],
    [
      'mail',
      {COLLEGIUM_SMTP_URL: 'smtp://mail', COLLEGIUM_SMTP_FROM: 'Quality <q@demo.test>'},
      {smtp: {url: 'smtp://mail', from: 'Quality <q@demo.test>'}},
    ],
    ['a log level', {COLLEGIUM_LOG_LEVEL: 'debug'}, {logLevel: 'debug'}],
    [
      'a database over a Unix socket',
      {DATABASE_URL: 'postgres://app@/collegium?host=%2Frun', COLLEGIUM_DEMO: 'on'},
      {database: {kind: 'server', applicationUrl: 'postgres://app@/collegium?host=%2Frun', ownerUrl: null}},
    ],
  ])('%s', (_what, env, expected) => {
    expect(loadConfig(env, root)).toMatchObject(expected);
  });
});

describe('refused settings', () => {
  const cases: [string, () => Environment, string[]][] = [
    ['a port that is no number', () => ({PORT: '3000x'}), ['PORT']],
    ['a port above 65535', () => ({PORT: '65536'}), ['PORT']],
    ['a negative port', () => ({PORT: '-1'}), ['PORT']],
    ['a word other than on and off', () => ({COLLEGIUM_DEMO: 'yes'}), ['COLLEGIUM_DEMO']],
    ['an unknown log level', () => ({COLLEGIUM_LOG_LEVEL: 'loud'}), ['COLLEGIUM_LOG_LEVEL']],
    ['an unknown variable', () => ({COLLEGIUM_HOSTS: '127.0.0.1'}), ['COLLEGIUM_HOSTS']],
    ['a demonstration off loopback', () => ({COLLEGIUM_HOST: '0.0.0.0'}), ['COLLEGIUM_HOST']],
    ['a host with a protocol', () => ({COLLEGIUM_HOST: 'http://localhost'}), ['COLLEGIUM_HOST']],
    [
      'plain http off loopback without a proxy',
      () => ({...production, COLLEGIUM_HOST: '0.0.0.0'}),
      ['COLLEGIUM_TRUST_PROXY'],
    ],
    [
      'a public address without https',
      () => ({...production, COLLEGIUM_URL: 'http://review.example.org'}),
      ['COLLEGIUM_URL'],
    ],
    [
      'a public address with a path',
      () => ({COLLEGIUM_URL: 'https://example.org/review'}),
      ['COLLEGIUM_URL'],
    ],
    ['a public address with a user', () => ({COLLEGIUM_URL: 'https://me@example.org'}), ['COLLEGIUM_URL']],
    ['an installation without COLLEGIUM_URL', () => ({...production, COLLEGIUM_URL: ''}), ['COLLEGIUM_URL']],
    [
      'an installation without a key',
      () => ({...production, COLLEGIUM_KEY_FILE: ''}),
      ['COLLEGIUM_KEY_FILE'],
    ],
    ['a missing key file', () => ({...production, COLLEGIUM_KEY_FILE: 'gone'}), ['COLLEGIUM_KEY_FILE']],
    ['a key of 16 bytes', () => ({...production, COLLEGIUM_KEY_FILE: 'short'}), ['COLLEGIUM_KEY_FILE']],
    [
      'no rate limit in earnest',
      () => ({...production, COLLEGIUM_RATE_LIMIT: 'off'}),
      ['COLLEGIUM_RATE_LIMIT'],
    ],
    ['a proxy that is everybody', () => ({COLLEGIUM_TRUST_PROXY: '0.0.0.0/0'}), ['COLLEGIUM_TRUST_PROXY']],
    ['a proxy named "true"', () => ({COLLEGIUM_TRUST_PROXY: 'true'}), ['COLLEGIUM_TRUST_PROXY']],
    ['a number of hops', () => ({COLLEGIUM_TRUST_PROXY: '1'}), ['COLLEGIUM_TRUST_PROXY']],
    ['mail without a sender', () => ({COLLEGIUM_SMTP_URL: 'smtp://mail'}), ['COLLEGIUM_SMTP_FROM']],
    ['a sender without mail', () => ({COLLEGIUM_SMTP_FROM: 'q@demo.test'}), ['COLLEGIUM_SMTP_URL']],
    [
      'an owner without a database',
      () => ({DATABASE_OWNER_URL: 'postgres://o@db/c?sslmode=require'}),
      ['DATABASE_OWNER_URL'],
    ],
    [
      'another kind of database',
      () => ({DATABASE_URL: 'mysql://db/c', COLLEGIUM_DEMO: 'on'}),
      ['DATABASE_URL'],
    ],
    [
      'servers elsewhere that are reached by who knows what way',
      () => ({
        ...production,
        DATABASE_URL: 'postgres://app@db/c',
        DATABASE_OWNER_URL: 'postgres://o@localhost/c?host=db',
      }),
      ['DATABASE_URL', 'DATABASE_OWNER_URL'],
    ],
    [
      'an sslmode that there is not',
      () => ({...production, DATABASE_URL: 'postgres://app@127.0.0.1/c?sslmode=on'}),
      ['DATABASE_URL'],
    ],
  ];

  it.each(cases)('%s', (_what, env, settings) => {
    expect(faultsOf(env())).toEqual(settings);
  });

  it('names the setting that was probably meant', () => {
    expect(() => loadConfig({COLLEGIUM_RATELIMIT: 'off'}, root)).toThrow(
      'Did you mean COLLEGIUM_RATE_LIMIT?',
    );
  });

  it('lists all faults at once', () => {
    expect(faultsOf({PORT: 'x', COLLEGIUM_DEMO: 'x', COLLEGIUM_NAME: 'x', DATABASE_URL: 'x'}).sort()).toEqual(
      ['COLLEGIUM_DEMO', 'COLLEGIUM_KEY_FILE', 'COLLEGIUM_NAME', 'COLLEGIUM_URL', 'DATABASE_URL', 'PORT'],
    );
  });

  it('never repeats a secret', () => {
    const env = {
      DATABASE_URL: 'postgress://app:s3cret@db/c',
      DATABASE_OWNER_URL: 'owner:s3cret@db',
      COLLEGIUM_SMTP_URL: 'http://me:s3cret@mail',
      COLLEGIUM_URL: 'https://me:s3cret@example.org',
    };
    expect(() => loadConfig(env, root)).toThrow(ConfigError);
    expect(() => loadConfig(env, root)).not.toThrow('s3cret');
  });
});

describe('the key-encryption key', () => {
  it('is generated once in a demonstration, for its owner alone', () => {
    const config = loadConfig({}, root);
    const key = loadKeyEncryptionKey(config);
    expect(key).toHaveLength(32);
    expect(loadKeyEncryptionKey(config)).toEqual(key);
    expect(statSync(config.keyFile).mode & 0o777).toBe(0o600);
  });

  describe('that is not in a file', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const without = (settings: Environment): Environment => {
      const rest = Object.entries(production).filter(([name]) => name !== 'COLLEGIUM_KEY_FILE');
      return {...Object.fromEntries(rest), ...settings};
    };
    const messageOf = (settings: Environment): string => {
      try {
        loadConfig(without(settings), root);
      } catch (error) {
        if (error instanceof ConfigError) return error.message;
        throw error;
      }
      return '';
    };
    const command = (script: string): string => {
      const path = join(root, 'print-key.sh');
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o700);
      return `${path} secret/collegium`;
    };

    it('is held by the environment, or printed by a program, which is run once', () => {
      const given = loadConfig(without({COLLEGIUM_KEY: key}), root);
      expect(readKey(given).toString('base64')).toBe(key);
      const counted = join(root, 'runs');
      const script = `echo "$1" >> ${counted}; echo ${key}`;
      const printed = loadConfig(without({COLLEGIUM_KEY_COMMAND: command(script)}), root);
      expect(loadKeyEncryptionKey(printed).toString('base64')).toBe(key);
      expect(readFileSync(counted, 'utf8')).toBe('secret/collegium\n');
    });

    it.each([
      [{COLLEGIUM_KEY: 'c2hvcnQ='}, 'COLLEGIUM_KEY does not hold 32 bytes in base64'],
      [{COLLEGIUM_KEY: key, COLLEGIUM_KEY_COMMAND: 'true'}, 'is set beside COLLEGIUM_KEY'],
      [{COLLEGIUM_KEY: key, COLLEGIUM_KEY_FILE: 'x'}, 'is set beside COLLEGIUM_KEY_FILE'],
      [{COLLEGIUM_KEY_COMMAND: 'no-such-program'}, 'failed (ENOENT)'],
      [{}, 'Or let COLLEGIUM_KEY hold it'],
    ] as [Environment, string][])('is refused with what mends it: %j', (settings, words) => {
      const message = messageOf(settings);
      expect(message).toContain(words);
      expect(message).not.toContain(key);
    });

    it('is not repeated when the program that prints it fails', () => {
      const message = messageOf({COLLEGIUM_KEY_COMMAND: command(`echo ${key}; exit 3`)});
      expect(message).toContain('ended with 3');
      expect(message).not.toContain(key);
    });
  });

  it('is never made up for an installation', () => {
    const config = {demonstration: false, keyFile: join(root, 'lost'), keyGiven: null};
    expect(() => loadKeyEncryptionKey(config)).toThrow(KeyError);
    expect(statSync(config.keyFile, {throwIfNoEntry: false})).toBeUndefined();
  });

  it('is never replaced when the file holds something else', () => {
    const config = {demonstration: true, keyFile: join(root, 'spoilt'), keyGiven: null};
    writeFileSync(config.keyFile, 'half a ke');
    chmodSync(config.keyFile, 0o600);
    expect(() => loadKeyEncryptionKey(config)).toThrow('does not hold 32 bytes');
    expect(readFileSync(config.keyFile, 'utf8')).toBe('half a ke');
  });
});
