import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startServer} from './support/installation';
import {median, round} from './support/measure';
import type {Report} from './support/measure';

const ROUNDS = 5;

/** From the command to serving, warm: embedded PostgreSQL and all, on a data directory that holds the demonstration. */
export async function run(report: Report): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'collegium-bench-'));
  const settings = {COLLEGIUM_DATA: directory};
  const begin = async (): Promise<number> => {
    const start = performance.now();
    const served = await startServer([], settings);
    const took = performance.now() - start;
    await served.stop();
    return took;
  };
  try {
    const cold = await begin();
    const times: number[] = [];
    for (let count = 0; count < ROUNDS; count += 1) times.push(await begin());
    const warm = {median: round(median(times)), most: round(Math.max(...times))};
    report({figure: 'milliseconds to ready', ...warm, firstOnEmptyDirectory: round(cold)});
  } finally {
    rmSync(directory, {recursive: true, force: true});
  }
}
