import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {EmbeddedPostgresError} from './embedded-postgres-error';
import {createLibraryLinks, locatePostgresBinaries} from './postgres-binaries';

let root: string;
let library: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'binaries-'));
  library = join(root, 'native', 'lib');
  mkdirSync(library, {recursive: true});
  writeFileSync(join(library, 'libpq.so.5.18'), 'the library');
});

afterEach(() => {
  rmSync(root, {recursive: true});
});

function list(...links: {source: string; target: string}[]): void {
  writeFileSync(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links));
}

it('creates the library links that npm left out, once', () => {
  list({source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5'});
  createLibraryLinks(root);
  createLibraryLinks(root);
  expect(readlinkSync(join(library, 'libpq.so.5'))).toBe('libpq.so.5.18');
  expect(readFileSync(join(library, 'libpq.so.5'), 'utf8')).toBe('the library');
});

it('creates no link that leaves the package, in either direction', () => {
  list(
    {source: '../outside', target: 'native/lib/in.so'},
    {source: 'native/lib/libpq.so.5.18', target: '../binaries-out.so'},
  );
  createLibraryLinks(root);
  expect(readdirSync(library)).toEqual(['libpq.so.5.18']);
  expect(readdirSync(join(root, '..'))).not.toContain('binaries-out.so');
});

it('says what to do on a machine without binaries', () => {
  expect(() => locatePostgresBinaries('win32', 'x64')).toThrow(EmbeddedPostgresError);
  expect(() => locatePostgresBinaries('win32', 'x64')).toThrow('DATABASE_URL');
});
