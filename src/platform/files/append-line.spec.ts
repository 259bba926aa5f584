import {appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {appendLine, lastLine} from './append-line';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
});

afterAll(() => {
  rmSync(folder, {recursive: true});
});

describe('a file that only grows', () => {
  it('gets line after line, and gives back the last one', async () => {
    const path = join(folder, 'log');
    await appendLine(path, 'one');
    expect(await lastLine(path)).toBe('one');
    await appendLine(path, '');
    expect(await lastLine(path)).toBe('');
    const long = 'x'.repeat(200_000);
    await appendLine(path, long);
    expect(await lastLine(path)).toBe(long);
    expect(readFileSync(path, 'utf8')).toBe(`one\n\n${long}\n`);
  });

  it('loses what a crash has left half written, and nothing else', async () => {
    const path = join(folder, 'torn');
    await appendLine(path, 'whole');
    appendFileSync(path, 'y'.repeat(100_000));
    expect(await lastLine(path)).toBe('whole');
    await appendLine(path, 'next');
    expect(readFileSync(path, 'utf8')).toBe('whole\nnext\n');
  });

  it('has no last line when it holds none', async () => {
    const path = join(folder, 'empty');
    for (const content of ['', 'half']) {
      writeFileSync(path, content);
      expect(await lastLine(path)).toBeNull();
    }
    await appendLine(path, 'first');
    expect(readFileSync(path, 'utf8')).toBe('first\n');
  });
});
