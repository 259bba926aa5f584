import {hash, randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PublishedCheckpoints, proveLeaf, streams, verifyBundle} from '../src/audit';
import type {AuditRecord} from '../src/audit';
import {originOf} from '../src/audit/domain/checkpoint';
import {noteSigner} from '../src/audit/domain/signed-note';
import {integrateAll} from '../src/audit/integrate/integrate-all';
import {appendRecords} from '../src/audit/persistence/append-records';
import {SystemClock} from '../src/platform/clock/clock';
import {SystemRandomness} from '../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../src/platform/crypto/sealing';
import {LogFolder} from '../src/audit/verify/log-folder';
import {dataSource} from '../src/platform/database/data-source';
import {Database} from '../src/platform/database/database';
import {inventedLeaves} from '../test/support/invented-log';
import {writeLogFolder} from '../test/support/log-folder-writer';
import {installation} from './support/installation';
import {median, percentile, round} from './support/measure';
import type {Report} from './support/measure';
import {OPERATOR} from '../src/platform/database/rows/row-scope';

/** COLLEGIUM_BENCH_EVENTS sets the size of both logs. */
const EVENTS = Number(process.env['COLLEGIUM_BENCH_EVENTS'] ?? 100_000);
const STREAMS = 40;
const PROOFS = 200;
const ROUNDS = 5;

/** How fast the tree grows, how soon an event is proved in it, and how fast an export is checked beside bare hashing. */
export async function run(report: Report): Promise<void> {
  await verifierFigures(report);
  const bench = await installation();
  const database = new Database(await dataSource(bench.postgres.appUrl).initialize(), OPERATOR);
  try {
    await treeFigures(database, report);
  } finally {
    await database.close();
    await bench.close();
  }
}

async function treeFigures(database: Database, report: Report): Promise<void> {
  const randomness = new SystemRandomness();
  const source = {
    clock: new SystemClock(),
    randomness,
    key: new KeyEncryptionKey(randomness.bytes(32), randomness),
    published: new PublishedCheckpoints({checkpointDirectory: null}),
  };
  const organisation = randomUUID();
  for (let stream = 0; stream < STREAMS; stream += 1)
    await database.write((tx) => appendRecords(tx, organisation, recordsOf(stream), source));
  const start = performance.now();
  const {added} = await integrateAll(database, source);
  const leavesPerSecond = round((added / (performance.now() - start)) * 1000);
  report({figure: 'integrator', leaves: added, leavesPerSecond});
  const times: number[] = [];
  for (let turn = 0; turn < PROOFS; turn += 1) {
    const index = Math.floor((turn * added) / PROOFS);
    const begun = performance.now();
    const proof = await database.read((tx) => proveLeaf(tx, {organisation, index}));
    times.push(performance.now() - begun);
    if (proof === null) throw new Error(`leaf ${index} is not proved`);
  }
  report({figure: 'proof', leaves: added, p50: round(median(times)), p95: round(percentile(times, 0.95))});
}

function recordsOf(stream: number): AuditRecord[] {
  const record = {
    stream: streams.case(`bench-${stream}`),
    kind: 'change',
    event: {type: 'tried', action: 'U', outcome: '0', who: 'system', as: [], on: null, details: {}},
  } as const;
  return Array.from({length: EVENTS / STREAMS}, () => record);
}

async function verifierFigures(report: Report): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'collegium-bench-'));
  try {
    const organisation = randomUUID();
    const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 1));
    const log = {organisation, events: EVENTS, streams: EVENTS / 100};
    writeLogFolder(directory, {organisation, leaves: inventedLeaves(log), signer});
    const times: Record<'verify' | 'toBuffers' | 'toText', number[]> = {
      verify: [],
      toBuffers: [],
      toText: [],
    };
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      times.toBuffers.push(await bareHashing(directory, 'buffer'));
      const start = performance.now();
      const {ok} = await verifyBundle(directory, {key: signer, checkpoints: []});
      times.verify.push(performance.now() - start);
      if (!ok) throw new Error('the export is not whole');
      times.toText.push(await bareHashing(directory, 'binary'));
    }
    const best = (all: readonly number[]): number => Math.min(...all);
    report({
      figure: 'verifier',
      events: EVENTS,
      eventsPerSecond: round((EVENTS / best(times.verify)) * 1000),
      // As Node gives hashes, and in the form that costs it least.
      toBareHashing: round(best(times.toBuffers) / best(times.verify)),
      toLeanestHashing: round(best(times.toText) / best(times.verify)),
      residentMegabytes: round(process.memoryUsage().rss / 2 ** 20),
    });
  } finally {
    rmSync(directory, {recursive: true, force: true});
  }
}

/** Milliseconds for one hash of each leaf, payload and node of an export, of the very bytes, and nothing else. */
async function bareHashing(directory: string, form: 'binary' | 'buffer'): Promise<number> {
  const node = Buffer.alloc(65);
  let milliseconds = 0;
  for await (const {entries, payloads = []} of new LogFolder(directory, {payloads: true}).chunks(EVENTS)) {
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
