import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';

const hasProc = process.platform === 'linux';

/** Reads under /proc: a process may end at any moment, and those of other users are none of ours. */
function readProc(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function ps(...args: string[]): string {
  return spawnSync('ps', args, {encoding: 'utf8', env: {...process.env, LC_ALL: 'C'}}).stdout;
}

/**
 * When a process started, in a form that differs for every other process ever given the same number, before and
 * after a reboot. `null` when no such process runs; a zombie does not run.
 */
export function processStart(pid: number): string | null {
  if (!hasProc) {
    const line = ps('-o', 'stat=,lstart=', '-p', String(pid)).trim();
    return line === '' || line.startsWith('Z') ? null : line.slice(line.indexOf(' ')).trim();
  }
  const stat = readProc(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  // proc(5): the name, in brackets, may itself hold blanks and brackets; state is field 3, start time field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || started === undefined) return null;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${started}`;
}

/**
 * Numbers of the live PostgreSQL processes whose data directory is `cluster`. A server works in its data directory,
 * so that on Linux the working directory tells, whatever the number in `postmaster.pid` has become since.
 *
 * @param cluster real path of the data directory
 */
export function serverProcesses(cluster: string): number[] {
  if (!hasProc) {
    return ps('-axww', '-o', 'pid=,stat=,command=')
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
      .filter(
        (match) => match?.[2]?.startsWith('Z') === false && match[3]?.includes(`-D ${cluster} `) === true,
      )
      .map((match) => Number(match?.[1]));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => readProc(() => readlinkSync(`/proc/${name}/cwd`)) === cluster)
    .filter((name) => readProc(() => readFileSync(`/proc/${name}/comm`, 'utf8'))?.trim() === 'postgres')
    .map(Number);
}
