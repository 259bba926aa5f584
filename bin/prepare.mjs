import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The repository's root. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the scripts here say goes to stderr, so that the output of a command stays its own. */
export function say(line) {
  console.error(line);
}

export function fail(line, code = 1) {
  say(line);
  process.exit(code);
}

/** The server loads ES modules by require(), which Node does from 20.19 and from 22.12 on. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const able = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (!able)
    fail(`Collegium needs Node 20.19 or later (of 22, 22.12 or later); this is ${process.versions.node}.`, 3);
}

/** Runs a program to its end. Its stdout goes to our stderr unless `stdio` says otherwise. Returns the exit code. */
function run(program, args, {stdio = ['inherit', 2, 2], env = process.env} = {}) {
  const {status, signal, error} = spawnSync(program, args, {cwd: root, stdio, env});
  if (error) fail(`${program} cannot be run: ${error.message}`, 3);
  if (signal) fail(`${program} ended by ${signal}.`, 3);
  return status ?? 1;
}

/** The program and arguments by which npm is begun, also where it is in no PATH. */
function npmCommand(args) {
  const self = process.env.npm_execpath;
  return self?.endsWith('.js') ? [process.execPath, [self, ...args]] : ['npm', args];
}

export function npm(args, options) {
  return run(...npmCommand(args), options);
}

/** Runs npm beside others, and keeps what it says until it has ended. */
export async function npmAside(args) {
  const child = spawn(...npmCommand(args), {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  const pieces = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => pieces.push(piece));
  const [code] = await once(child, 'close');
  return {code, output: Buffer.concat(pieces).toString()};
}

/** Runs Jest, stdout and all, and returns its exit code. */
export function jest(args, environment = {}) {
  const env = {...process.env, ...environment};
  return run(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...args], {
    stdio: 'inherit',
    env,
  });
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** Why node_modules is not what package-lock.json asks for, or null. npm keeps its own note of what it installed. */
function whatIsMissing({development}) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  for (const [path, {version, optional, dev, devOptional}] of Object.entries(wanted)) {
    if (path === '' || installed[path]?.version === version) continue;
    const mayBeAbsent = optional || (!development && (dev || devOptional));
    if (installed[path] === undefined && mayBeAbsent) continue;
    return installed[path] === undefined ? `${path} is missing` : `${path} is not ${version}`;
  }
  return null;
}

/** Installs from the lock file unless everything is there. `development: false` does without the build tools. */
export function installMissing({development = true} = {}) {
  const missing = whatIsMissing({development});
  if (missing === null) return;
  say(`Installing packages with "npm ci" (${missing}); this takes a minute.`);
  if (npm(['ci', '--include=dev', '--no-audit', '--no-fund']) !== 0) {
    fail('The packages could not be installed: "npm ci" failed, and says why above.', 3);
  }
}

function newest(path) {
  const status = statSync(path, {throwIfNoEntry: false});
  if (status === undefined || path.endsWith('.spec.ts')) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** What is built from what, and by which script. */
const outputs = [
  {
    script: 'build:server',
    made: join('dist', 'main.js'),
    sources: ['src', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'],
  },
  {
    script: 'build:web',
    made: join('web', 'dist', 'index.html'),
    sources: [
      join('web', 'src'),
      join('web', 'public'),
      join('web', 'index.html'),
      join('web', 'vite.config.mjs'),
    ],
  },
];

/** Why something is to be built, or null. */
function whyBuild({made, sources}) {
  const built = statSync(join(root, made), {throwIfNoEntry: false});
  const folder = made.slice(0, made.lastIndexOf(sep));
  if (built === undefined) return `${folder} is missing`;
  return sources.some((name) => newest(join(root, name)) > built.mtimeMs)
    ? `${folder} is older than ${sources[0]}`
    : null;
}

/** Installs and builds what is missing or out of date, and says so. */
export function prepare() {
  requireNode();
  const due = outputs
    .map((output) => ({...output, reason: whyBuild(output)}))
    .filter(({reason}) => reason !== null);
  installMissing({development: due.length > 0});
  for (const {script, reason} of due) {
    say(`Building (${reason}).`);
    if (npm(['run', '--silent', script]) !== 0) fail('The build failed, and says why above.', 3);
  }
}

/** Totals that Jest's reporter wrote, or null when the run did not come that far. */
export function readTotals(name) {
  const file = join(root, 'test-results', `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** `N passed, N failed[, N skipped]` over several results; a run without a result counts as one failure. */
export function describeTotals(results) {
  const sum = {passed: 0, failed: 0, skipped: 0};
  for (const totals of results) {
    for (const key of Object.keys(sum)) sum[key] += (totals ?? {failed: 1})[key] ?? 0;
  }
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
  return {line: `${sum.passed} passed, ${sum.failed} failed${skipped}`, failed: sum.failed};
}
