import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

export interface RunningServer {
  readonly baseUrl: string;
  /** Whether it was started here, and ends with `stop`. */
  readonly own: boolean;
  stop(): Promise<void>;
}

export interface ServerRequest {
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The repository's root, where `dist` lies. */
  readonly root: string;
  readonly port: number;
  readonly warn: (line: string) => void;
}

const READY = /^Collegium is ready at (http:\/\/localhost:\d+)$/;

/** The server that runs on the port, or one that is started as `npm start` does, without limits of rate. */
export async function runningServer(request: ServerRequest): Promise<RunningServer> {
  const baseUrl = `http://localhost:${request.port}`;
  if (await isCollegium(baseUrl)) return {baseUrl, own: false, stop: () => Promise.resolve()};
  return startServer(request);
}

async function isCollegium(baseUrl: string): Promise<boolean> {
  const answer = await fetch(`${baseUrl}/api/health`).catch((error: unknown) => {
    // Nobody listens there.
    if (error instanceof TypeError) return null;
    throw error;
  });
  const type = answer?.headers.get('content-type') ?? '';
  const body =
    answer?.ok === true && type.includes('json') ? ((await answer.json()) as {status?: unknown}) : {};
  return body.status === 'ok';
}

async function startServer({env, root, port, warn}: ServerRequest): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(root, 'dist', 'main.js')], {
    cwd: root,
    env: {...env, PORT: String(port), COLLEGIUM_RATE_LIMIT: 'off', COLLEGIUM_LOG_LEVEL: 'warn'},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({input: child.stderr}).on('line', warn);
  const baseUrl = await ready(child);
  // Without a reader the server would stand still once the pipe is full.
  child.stdout.resume();
  return {baseUrl, own: true, stop: () => stop(child)};
}

async function ready(child: ChildProcess & {stdout: NodeJS.ReadableStream}): Promise<string> {
  for await (const line of createInterface({input: child.stdout})) {
    const baseUrl = READY.exec(line)?.[1];
    if (baseUrl !== undefined) return baseUrl;
  }
  throw new Error('The server did not start; it says why above.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
