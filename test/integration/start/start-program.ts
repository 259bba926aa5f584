import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';

const program = join(__dirname, '..', '..', '..', 'bin', 'start.mjs');

/** A start of the whole program, as `npm start` does it. */
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

/** @param settings the whole environment beside PATH and HOME; PORT is chosen by the system unless it is named */
export function start(settings: Readonly<Record<string, string>>): Started {
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
