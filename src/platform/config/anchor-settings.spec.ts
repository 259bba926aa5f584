import {mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {checkpointDirectoryWarning} from './checkpoint-directory-setting';
import {ConfigError} from './config-error';
import {loadConfig} from './load-config';

let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'anchors-')));
  mkdirSync(join(root, 'data'));
  mkdirSync(join(root, 'data', 'inner'));
  symlinkSync(join(root, 'data', 'inner'), join(root, 'looks-apart'));
  symlinkSync(join(root, 'data'), join(root, 'data-by-another-name'));
  writeFileSync(join(root, 'no-certificate'), 'nothing');
});

afterAll(() => {
  rmSync(root, {recursive: true});
});

function faultOf(env: Record<string, string>): string | null {
  try {
    loadConfig(env, root);
    return null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
}

describe('COLLEGIUM_CHECKPOINTS', () => {
  it.each([
    ['data'],
    ['data/checkpoints'],
    ['data/not/yet/there'],
    ['looks-apart'],
    ['looks-apart/below'],
    ['elsewhere/../data/x'],
  ])('is refused under the data, symbolic links followed: %s', (path) => {
    expect(faultOf({COLLEGIUM_CHECKPOINTS: path})).toContain('lies under COLLEGIUM_DATA');
    expect(faultOf({COLLEGIUM_CHECKPOINTS: path, COLLEGIUM_DATA: 'data-by-another-name'})).toContain(
      'lies under',
    );
  });

  it.each([['elsewhere'], ['data-of-others'], ['dat']])('is taken outside of it: %s', (path) => {
    expect(loadConfig({COLLEGIUM_CHECKPOINTS: path}, root).checkpointDirectory).toBe(join(root, path));
  });

  it('is refused when it is a file', () => {
    expect(faultOf({COLLEGIUM_CHECKPOINTS: 'no-certificate'})).toContain('is no folder');
  });

  it('is warned of on the device of the data', () => {
    const dataDirectory = join(root, 'data');
    const warned = checkpointDirectoryWarning({
      checkpointDirectory: join(root, 'not', 'there'),
      dataDirectory,
    });
    expect(warned).toContain('is on the same device as COLLEGIUM_DATA');
    expect(checkpointDirectoryWarning({checkpointDirectory: '/proc', dataDirectory})).toBeNull();
    expect(checkpointDirectoryWarning({checkpointDirectory: null, dataDirectory})).toBeNull();
  });
});

describe('COLLEGIUM_WITNESSES', () => {
  const key = 'witness.example.org+0123abcd+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

  it('names several, each with its key', () => {
    const value = `https://witness.example.org/ ${key}, http://127.0.0.1:4000/w ${key}`;
    expect(loadConfig({COLLEGIUM_WITNESSES: value}, root).witnesses).toEqual([
      {url: 'https://witness.example.org', verifier: key},
      {url: 'http://127.0.0.1:4000/w', verifier: key},
    ]);
  });

  it.each([
    ['https://witness.example.org'],
    [key],
    [`http://witness.example.org ${key}`],
    [`ftp://x ${key}`],
    ['https://x y'],
  ])('is refused: %s', (value) => {
    expect(faultOf({COLLEGIUM_WITNESSES: value})).toContain('COLLEGIUM_WITNESSES cannot be read');
  });
});

describe('time stamps', () => {
  it.each([
    [{COLLEGIUM_TIMESTAMP_URL: 'https://tsa.example.org'}, 'COLLEGIUM_TIMESTAMP_CA is unset'],
    [{COLLEGIUM_TIMESTAMP_CA: 'no-certificate'}, 'COLLEGIUM_TIMESTAMP_URL is unset'],
    [{COLLEGIUM_TIMESTAMP_URL: 'tsa', COLLEGIUM_TIMESTAMP_CA: 'missing'}, 'COLLEGIUM_TIMESTAMP_URL is "tsa"'],
    [
      {COLLEGIUM_TIMESTAMP_URL: 'https://tsa', COLLEGIUM_TIMESTAMP_CA: 'missing'},
      'holds no certificate that can be read (ENOENT)',
    ],
    [
      {COLLEGIUM_TIMESTAMP_URL: 'https://tsa', COLLEGIUM_TIMESTAMP_CA: 'no-certificate'},
      'holds no certificate',
    ],
  ])('are refused: %j', (env, message) => {
    expect(faultOf(env as Record<string, string>)).toContain(message);
  });
});
