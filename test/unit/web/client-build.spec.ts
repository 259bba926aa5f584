import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(__dirname, '..', '..', '..');

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

type Manifest = Readonly<Record<string, Chunk>>;

const manifest = (): Manifest =>
  JSON.parse(readFileSync(join(root, 'web', 'dist', 'manifest.json'), 'utf8')) as Manifest;

/** Files that the browser fetches before it can run this one. */
function filesOf(all: Manifest, name: string, found = new Set<string>()): Set<string> {
  const chunk = all[name];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const one of chunk.imports ?? []) filesOf(all, one, found);
  return found;
}

const compressed = (files: Iterable<string>, suffix: string): number =>
  [...files].reduce(
    (sum, file) => sum + readFileSync(join(root, 'web', 'dist', `${file}${suffix}`)).length,
    0,
  );

describe('the built client', () => {
  it('has its types from the description of the interface as it is', () => {
    const {status, stderr} = spawnSync(process.execPath, [join(root, 'bin', 'web-types.mjs'), '--check']);
    expect(`${String(stderr)}${String(status)}`).toBe('0');
  });

  it('loads the home page with at most 200 KB of compressed script', () => {
    const all = manifest();
    const entry = Object.entries(all).find(([, {isEntry}]) => isEntry === true)?.[0] ?? '';
    const files = new Set([...filesOf(all, entry), ...filesOf(all, 'src/features/home/home-page.tsx')]);
    expect(files.size).toBeGreaterThan(2);
    expect(compressed(files, '.gz')).toBeLessThanOrEqual(200_000);
    expect(compressed(files, '.br')).toBeLessThanOrEqual(175_000);
  });

  it('loads no page before somebody goes there', () => {
    const all = manifest();
    const pages = Object.keys(all).filter((name) => /-page\.tsx$/.test(name));
    expect(pages.length).toBeGreaterThan(8);
    const entry = Object.entries(all).find(([, {isEntry}]) => isEntry === true)?.[0] ?? '';
    const first = filesOf(all, entry);
    expect(pages.filter((name) => first.has(all[name]?.file ?? ''))).toEqual([]);
  });

  it('has nothing inline in its page', () => {
    const html = readFileSync(join(root, 'web', 'dist', 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=/);
    expect(html).not.toMatch(/(src|href)="https?:/);
  });
});
