import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {round} from './measure';
import type {Statement} from './recorded-sql';

interface Recording {
  readonly earlier: readonly Statement[];
  readonly later: readonly Statement[];
}

const SECONDS = 3;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Actions a second by number of clients; null when pgbench is not installed. */
export function pgbenchRates(
  url: string,
  recordings: readonly Recording[],
  clients: readonly number[],
): number[] | null {
  if (spawnSync('pgbench', ['--version']).error) return null;
  const directory = mkdtempSync(join(tmpdir(), 'collegium-pgbench-'));
  try {
    const file = join(directory, 'actions.sql');
    writeFileSync(file, script(recordings));
    return clients.map((count, run) => {
      // Counters begin higher at each run.
      const from = `round=${run * 1_000_000}`;
      const load = ['-T', String(SECONDS), '-c', String(count), '-j', '1'];
      const options = [
        '-n',
        '-M',
        'prepared',
        '-D',
        from,
        '-D',
        `clients=${count}`,
        ...load,
        '-f',
        file,
        url,
      ];
      const {stdout, stderr} = spawnSync('pgbench', options, {encoding: 'utf8'});
      const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
      if (tps === undefined) throw new Error(`pgbench failed: ${stderr.slice(0, 2000)}`);
      return round(2 * Number(tps));
    });
  } finally {
    rmSync(directory, {recursive: true, force: true});
  }
}

/** One script for all clients, each going round cases of its own. */
function script(recordings: readonly Recording[]): string {
  const lines = [
    '\\set round :round + 1',
    `\\set pick (:client_id + :clients * :round) % ${recordings.length}`,
  ];
  for (const [index, {earlier, later}] of recordings.entries()) {
    lines.push(`\\if :pick = ${index}`);
    for (const [at, statement] of later.entries())
      lines.push(`${inlined(statement, earlier[at]?.values ?? [])};`);
    lines.push('\\endif');
  }
  return `${lines.join('\n')}\n`;
}

const inlined = ({text, values}: Statement, before: readonly unknown[]): string =>
  text.replace(/\s+/g, ' ').replace(/\$(\d+)/g, (_, number: string) => {
    const at = Number(number) - 1;
    return literal(values[at], before[at]);
  });

function literal(value: unknown, before: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (value instanceof Date)
    return before instanceof Date && before.getTime() === value.getTime()
      ? quoted(value.toISOString())
      : 'clock_timestamp()';
  if (Buffer.isBuffer(value) && Buffer.isBuffer(before) && value.length === 32 && !value.equals(before))
    return 'sha256(uuid_send(gen_random_uuid()))';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'::bytea`;
  if (typeof value === 'number' && typeof before === 'number' && value !== before)
    return `(${value} + :round * ${value - before})`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return quoted(`{${(value as unknown[]).map((item) => JSON.stringify(item)).join()}}`);
  if (typeof value === 'string' && UUID.test(value) && value !== before) return 'gen_random_uuid()';
  return quoted(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Colons would be variables of pgbench. */
const quoted = (text: string): string =>
  `U&'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\003A')}'`;
