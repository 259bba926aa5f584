import {hash, randomUUID} from 'node:crypto';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {originOf} from '../src/audit/domain/checkpoint';
import {noteSigner} from '../src/audit/domain/signed-note';
import {LogFolder} from '../src/audit/verify/log-folder';
import {inventedLeaves} from '../test/support/invented-log';
import {writeLogFolder} from '../test/support/log-folder-writer';
import {round, within} from './support/measure';
import type {Report} from './support/measure';

/** COLLEGIUM_BENCH_LARGE sets the size of the large export. */
const SIZES = [100_000, Number(process.env['COLLEGIUM_BENCH_LARGE'] ?? 1_000_000)];
const ROUNDS = 2;
/** The verifier's memory in a large export to that in a small one. */
const MEMORY_LIMIT = 1.5;

/** How fast an export is checked beside bare hashing of the same bytes, and that memory stays flat. */
export async function run(report: Report): Promise<void> {
  const memory: number[] = [];
  for (const events of SIZES) {
    const directory = mkdtempSync(join(tmpdir(), 'collegium-bench-'));
    try {
      const organisation = randomUUID();
      const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 1));
      const log = {organisation, events, streams: events / 100};
      writeLogFolder(directory, {organisation, leaves: inventedLeaves(log), signer});
      const checks: Check[] = [];
      const hashing: {buffer: number; binary: number}[] = [];
      for (let turn = 0; turn < ROUNDS; turn += 1) {
        hashing.push({
          buffer: await bareHashing(directory, events, 'buffer'),
          binary: await bareHashing(directory, events, 'binary'),
        });
        checks.push(check(directory));
      }
      memory.push(Math.min(...checks.map(({kilobytes}) => kilobytes)));
      const fastest = Math.min(...checks.map(({milliseconds}) => milliseconds));
      report({
        figure: 'verifier',
        events,
        eventsPerSecond: round((events / fastest) * 1000),
        // As Node gives hashes, and in the form that costs it least.
        toBareHashing: round(Math.min(...hashing.map(({buffer}) => buffer)) / fastest),
        toLeanestHashing: round(Math.min(...hashing.map(({binary}) => binary)) / fastest),
        mostResidentMegabytes: Math.round(Math.max(...checks.map(({kilobytes}) => kilobytes)) / 1024),
      });
    } finally {
      rmSync(directory, {recursive: true, force: true});
    }
  }
  const [small = Number.NaN, large = Number.NaN] = memory;
  report({
    figure: 'verifier’s memory, large to small',
    events: SIZES,
    ...within(large / small, MEMORY_LIMIT),
  });
}

interface Check {
  readonly milliseconds: number;
  readonly kilobytes: number;
}

/** In a process of its own, since memory is measured as well. */
function check(directory: string): Check {
  const script = `
    const {verifyBundle} = require(${JSON.stringify(join(__dirname, '..', 'dist', 'audit'))});
    const start = performance.now();
    verifyBundle(${JSON.stringify(directory)}, {key: null, checkpoints: []}).then(({ok}) => {
      if (!ok) throw new Error('the export is not whole');
      const milliseconds = performance.now() - start;
      // What the system counts for a process begins with what its parent held.
      const own = /^VmHWM:\\s+(\\d+) kB$/m.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'));
      console.log(JSON.stringify({milliseconds, kilobytes: Number(own[1])}));
    });`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], {encoding: 'utf8'})) as Check;
}

/** Milliseconds for one hash of each leaf, payload and node of an export, of the very bytes, and nothing else. */
async function bareHashing(directory: string, events: number, form: 'binary' | 'buffer'): Promise<number> {
  const node = Buffer.alloc(65);
  let milliseconds = 0;
  for await (const {entries, payloads = []} of new LogFolder(directory, {payloads: true}).chunks(events)) {
    const leaves = entries.map((entry) => Buffer.concat([Buffer.alloc(1), entry ?? Buffer.alloc(0)]));
    const start = performance.now();
    for (const [at, leaf] of leaves.entries()) {
      hash('sha256', leaf, form);
      hash('sha256', payloads[at] ?? leaf, form);
      hash('sha256', node, form);
    }
    milliseconds += performance.now() - start;
  }
  return milliseconds;
}
