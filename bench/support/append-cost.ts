import {randomBytes} from 'node:crypto';
import {Client} from 'pg';
import {GENESIS, canonicalEvent, commit, entryHash} from '../../src/audit/domain/entry';
import {createApp} from '../../src/create-app';
import {listen} from '../../src/platform/http/listen';
import {Cycle, someCases} from './cycle';
import {HttpClient} from './http';
import type {Installation} from './installation';
import {median, round} from './measure';
import {Replay, recordSql} from './recorded-sql';
import type {Statement} from './recorded-sql';

const PAIRS = 16;
const ROUNDS = 20;
/** Of the log alone; an action has others. */
const OF_LOG = /\baudit_(stream|event|payload)\b/;

/**
 * What the log adds to one action: the statements that the application sends for it, with those of the log and what the
 * log hashes for them, and without, each in its turn on cases of its own. Milliseconds of two actions.
 */
export async function appendCost(place: Installation): Promise<Record<string, number>> {
  const recordings = await recorded(place, 2 * PAIRS);
  const client = new Client({connectionString: place.postgres.appUrl});
  await client.connect();
  const ratios: number[] = [];
  const times: Record<'withLog' | 'without', number[]> = {withLog: [], without: []};
  const replays = recordings.map(({earlier, later}, at) => {
    const kept = (all: readonly Statement[]): Statement[] =>
      at % 2 === 0 ? [...all] : all.filter(({text}) => !OF_LOG.test(text));
    const appended = later.filter(({text}) => /INSERT INTO audit_payload/.test(text)).length;
    return {replay: new Replay(kept(earlier), kept(later)), appended: at % 2 === 0 ? appended : 0};
  });
  const timed = async (at: number): Promise<number> => {
    const one = replays[at];
    if (!one) throw new Error('there is no such recording');
    const begun = performance.now();
    for (let entry = 0; entry < one.appended; entry += 1) hashOne();
    await one.replay.run(client);
    return performance.now() - begun;
  };
  for (let turn = 0; turn < ROUNDS; turn += 1)
    for (let pair = 0; pair < PAIRS; pair += 1) {
      // Neither always goes first.
      const order = (turn + pair) % 2 === 0 ? [0, 1] : [1, 0];
      const pairTimes = [0, 0];
      for (const side of order) pairTimes[side] = await timed(2 * pair + side);
      const [withLog = 0, without = 0] = pairTimes;
      if (turn === 0) continue;
      times.withLog.push(withLog);
      times.without.push(without);
      ratios.push(withLog / without);
    }
  await client.end();
  return {
    statements: recordings[0]?.later.length ?? 0,
    ofTheLog: recordings[0]?.later.filter(({text}) => OF_LOG.test(text)).length ?? 0,
    withLog: round(median(times.withLog)),
    without: round(median(times.without)),
    ratio: round(median(ratios)),
  };
}

interface Recording {
  readonly earlier: readonly Statement[];
  readonly later: readonly Statement[];
}

async function recorded({config, postgres}: Installation, count: number): Promise<Recording[]> {
  const app = await createApp(config, {applicationUrl: postgres.appUrl});
  try {
    const office = new HttpClient(`http://127.0.0.1:${await listen(app, config.hosts, 0)}`);
    await office.signIn('coordinator');
    const recordings: Recording[] = [];
    for (const one of await someCases(office, count)) {
      const cycle = new Cycle(office, one);
      const twice = async (): Promise<void> => {
        await cycle.act();
        await cycle.act();
      };
      await twice();
      recordings.push({earlier: await recordSql(twice), later: await recordSql(twice)});
    }
    office.close();
    return recordings;
  } finally {
    await app.close();
  }
}

/** What `appendRecords` computes for one event. */
function hashOne(): void {
  const event = canonicalEvent({
    v: 1,
    real: null,
    why: 'HQUALIMP',
    where: {via: 'http', address: '192.0.2.7', session: '0123456789abcdef'},
    type: 'action',
    action: 'U',
    outcome: '0',
    who: '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a12',
    as: ['coordinator'],
    on: '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11',
    details: {action: 'hold', from: 'open.screening', to: 'open.onHold'},
  });
  entryHash({
    organisation: '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11',
    stream: 'case/6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11',
    number: 1,
    previous: GENESIS,
    kind: 'change',
    at: new Date(),
    commitment: commit(randomBytes(32), event),
  });
}
