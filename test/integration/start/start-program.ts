import {spawn, spawnSync} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, existsSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';

const repository = join(__dirname, '..', '..', '..');

/**
 * Copies the built program, built first if it is missing or old, so that nothing changes under a suite that starts it
 * many times.
 *
 * @param folder existing, empty
 * @returns path of its main file
 */
export function installProgram(folder: string): string {
  // Any command of the command line prepares the program first.
  const build = spawnSync(process.execPath, [join(repository, 'bin', 'collegium.mjs'), '--help'], {
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`the program cannot be built:\n${build.stderr}`);
  cpSync(join(repository, 'dist'), join(folder, 'dist'), {recursive: true});
  for (const name of ['node_modules', 'workflows', 'package.json', 'openapi.json'])
    if (existsSync(join(repository, name))) symlinkSync(join(repository, name), join(folder, name));
  return join(folder, 'dist', 'main.js');
}

/** A start of the whole program. */
export interface Started {
  readonly child: ChildProcess;
  /** Resolves with the address once the program says that it is ready; rejects with what it said when it ends. */
  readonly ready: Promise<string>;
  /** Resolves when the program has ended. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * @param program path of its main file
 * @param settings the whole environment beside PATH and HOME; PORT is chosen by the system unless it is named
 */
export function startProgram(program: string, settings: Readonly<Record<string, string>>): Started {
  const {PATH = '', HOME = ''} = process.env;
  const child = spawn(process.execPath, [program], {
    env: {PATH, HOME, PORT: '0', COLLEGIUM_LOG_LEVEL: 'silent', ...settings},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = {stdout: '', stderr: ''};
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({code: code as number | null, ...said}));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const address = /^Collegium is ready at (\S+)$/m.exec(said.stdout)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(({stderr}) => {
      reject(new Error(`ended before it was ready:\n${stderr}`));
    });
  });
  // Whoever expects a failure looks at `ended` alone.
  ready.catch(() => undefined);
  return {child, ready, ended};
}
