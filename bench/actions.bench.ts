import {Client} from 'pg';
import {createApp} from '../src/create-app';
import {listen} from '../src/platform/http/listen';
import {Cycle, someCases} from './support/cycle';
import {HttpClient} from './support/http';
import {installation} from './support/installation';
import type {Installation} from './support/installation';
import {rate, rotation, round} from './support/measure';
import type {Rate, Report} from './support/measure';
import {pgbenchRates} from './support/pgbench';
import {Replay, recordSql} from './support/recorded-sql';
import type {Statement} from './support/recorded-sql';
import {OPERATOR} from '../src/platform/database/rows/row-scope';

const CLIENTS = [1, 8, 32] as const;
const MILLISECONDS = 3000;
/** Clients go round them, so that no case grows old: what an action costs grows with what the case holds. */
const CASES = 32;

/** Two rounds of one action and its opposite, as the application sends them, for each of some cases. */
interface Recording {
  readonly earlier: readonly Statement[];
  readonly later: readonly Statement[];
}

/** Action throughput over HTTP against the same SQL through bare pg, and through pgbench. */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  try {
    const recordings = await record(place, 2 * CASES);
    const one = recordings[0]?.later ?? [];
    report({figure: 'statements of one action', count: one.length / 2});
    const overHttp = await httpRates(place);
    const bare = await bareRates(place, recordings.slice(0, CASES));
    const pgbench = pgbenchRates(place.postgres.appUrl, recordings.slice(CASES), CLIENTS);
    if (pgbench === null) report({figure: 'pgbench', note: 'pgbench not installed'});
    for (const [index, clients] of CLIENTS.entries()) {
      const http = overHttp[index]?.perSecond ?? 0;
      const pg = bare[index]?.perSecond ?? 0;
      report({
        figure: 'actions per second',
        clients,
        http: overHttp[index],
        barePg: bare[index],
        ratioToBarePg: round(http / pg),
        ...(pgbench && {
          pgbench: pgbench[index],
          ratioToPgbench: round(http / (pgbench[index] ?? Number.NaN)),
        }),
      });
    }
  } finally {
    await place.close();
  }
}

/** Records in an application within this process. */
async function record({config, postgres}: Installation, count: number): Promise<Recording[]> {
  const app = await createApp(config, {applicationUrl: postgres.appUrl}, {outside: OPERATOR});
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

async function httpRates(place: Installation): Promise<Rate[]> {
  const served = await place.serve();
  const office = new HttpClient(served.baseUrl);
  try {
    await office.signIn('coordinator');
    const cycles = (await someCases(office, CASES)).map((one) => new Cycle(office, one));
    return await ratesOf(async (_, index) => cycles[index]?.act());
  } finally {
    office.close();
    await served.stop();
  }
}

/** Each round of a replay is two actions. */
async function bareRates({postgres}: Installation, recordings: readonly Recording[]): Promise<Rate[]> {
  const replays = recordings.map(({earlier, later}) => new Replay(earlier, later));
  const connections = await Promise.all(
    recordings.map(async () => {
      const connection = new Client({connectionString: postgres.appUrl});
      await connection.connect();
      return connection;
    }),
  );
  const rates = await ratesOf(async (client, index) => {
    const connection = connections[client];
    if (connection) await replays[index]?.run(connection);
  });
  await Promise.all(connections.map((connection) => connection.end()));
  return rates.map(({perSecond, p50, p95}) => ({
    perSecond: round(2 * perSecond),
    p50: round(p50 / 2),
    p95: round(p95 / 2),
  }));
}

/** After a warm-up, at each number of clients. */
async function ratesOf(work: (client: number, index: number) => Promise<void>): Promise<Rate[]> {
  const rates: Rate[] = [];
  for (const clients of [CLIENTS[1], ...CLIENTS]) {
    const next = rotation(clients, CASES);
    rates.push(await rate(clients, MILLISECONDS, (client) => work(client, next(client))));
  }
  return rates.slice(1);
}
