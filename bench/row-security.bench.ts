import {Client} from 'pg';
import {createApp} from '../src/create-app';
import {beginScoped} from '../src/platform/database/rows/begin-scoped';
import {OPERATOR, personScope} from '../src/platform/database/rows/row-scope';
import type {RowScope} from '../src/platform/database/rows/row-scope';
import {listen} from '../src/platform/http/listen';
import {HttpClient} from './support/http';
import {installation} from './support/installation';
import type {Installation} from './support/installation';
import {growTo} from './support/many-cases';
import {median, percentile, round} from './support/measure';
import type {Report} from './support/measure';
import {recordSql} from './support/recorded-sql';
import type {Statement} from './support/recorded-sql';

const CASES = 10_000;
const VIEWERS = ['coordinator', 'member1', 'reviewer3'] as const;
/** Replays of one page in one transaction, and how often both arms take their turn with as many. */
const SLICE = 10;
const TURNS = 42;
const WARM = 2;

interface Page {
  readonly viewer: string;
  readonly person: RowScope;
  readonly page: 'list' | 'case';
  readonly statements: readonly Statement[];
}

/**
 * What the policies of row security cost: the statements behind the list of cases and behind the page of one, replayed in turns
 * as the person whom the policies bind, and as a duty whose policies say `true`.
 *
 * @throws Error when the two arms read different numbers of rows
 */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  try {
    await growTo(place, CASES);
    const pages = await recorded(place);
    const client = new Client({connectionString: place.postgres.appUrl});
    await client.connect();
    try {
      for (const page of pages) report(await compared(client, page));
    } finally {
      await client.end();
    }
  } finally {
    await place.close();
  }
}

async function recorded({config, postgres}: Installation): Promise<Page[]> {
  const app = await createApp(config, {applicationUrl: postgres.appUrl}, {outside: OPERATOR});
  try {
    const baseUrl = `http://127.0.0.1:${await listen(app, config.hosts, 0)}`;
    const pages: Page[] = [];
    for (const viewer of VIEWERS) {
      const client = new HttpClient(baseUrl);
      await client.signIn(viewer);
      const list = '/api/cases?limit=100';
      const {body} = await client.send<{items: {id: string}[]}>(list);
      const person = await scopeOf(postgres.superuserUrl, viewer);
      const [one] = body.items;
      if (!one) throw new Error(`${viewer} sees no case`);
      for (const [page, path] of [
        ['list', list],
        ['case', `/api/cases/${one.id}`],
      ] as const) {
        const sent = await recordSql(async () => {
          await client.send(path);
        });
        pages.push({viewer, person, page, statements: sent.filter(isRead)});
      }
      client.close();
    }
    return pages;
  } finally {
    await app.close();
  }
}

/** Reads of the page itself: who is signed in is asked by the door, and what was shown is written apart. */
const isRead = ({name, text}: Statement): boolean =>
  name !== undefined &&
  !name.startsWith('identity_') &&
  !name.startsWith('audit_') &&
  /^\s*(?:SELECT|WITH)/.test(text) &&
  !/INSERT|UPDATE/.test(text);

async function scopeOf(superuserUrl: string, viewer: string): Promise<RowScope> {
  const client = new Client({connectionString: superuserUrl.replace(/@\/[a-z]+\?/, '@/collegium?')});
  await client.connect();
  try {
    const {rows} = await client.query<{organisation_id: string; id: string}>(
      'SELECT organisation_id, id FROM person WHERE email = $1',
      [`${viewer}@demo.test`],
    );
    const [row] = rows;
    if (!row) throw new Error(`nobody has the address ${viewer}@demo.test`);
    return personScope(row.organisation_id, row.id);
  } finally {
    await client.end();
  }
}

async function compared(
  client: Client,
  {viewer, person, page, statements}: Page,
): Promise<object & Record<string, unknown>> {
  const arms = {bound: person, free: OPERATOR} as const;
  const times = {bound: [] as number[], free: [] as number[]};
  const ratios: number[] = [];
  const rows = {bound: 0, free: 0};
  for (let turn = 0; turn < TURNS; turn += 1) {
    const order = turn % 2 === 0 ? (['bound', 'free'] as const) : (['free', 'bound'] as const);
    const taken = {bound: 0, free: 0};
    for (const arm of order) {
      await client.query(beginScoped('BEGIN READ ONLY', 'collegium_app', arms[arm]));
      const start = performance.now();
      for (let count = 0; count < SLICE; count += 1) rows[arm] = await replay(client, statements, arm);
      taken[arm] = (performance.now() - start) / SLICE;
      await client.query('COMMIT');
    }
    if (turn < WARM) continue;
    for (const arm of order) times[arm].push(taken[arm]);
    ratios.push(taken.bound / taken.free);
  }
  // Every query names its organisation and asks for what is its viewer's: the policies are a second net.
  if (rows.bound !== rows.free) throw new Error(`row security hides rows of the ${page} from ${viewer}`);
  return {
    figure: `row security, ${page === 'list' ? 'list of cases' : 'page of a case'}`,
    ...{viewer, cases: CASES, statements: statements.length, rows: rows.bound},
    ...{milliseconds: round(median(times.bound)), millisecondsFree: round(median(times.free))},
    ratio: round(median(ratios)),
    spread: [round(percentile(ratios, 0.1)), round(percentile(ratios, 0.9))],
  };
}

/** Prepared apart for each arm, as each keeps its own plan. @returns rows read */
async function replay(client: Client, statements: readonly Statement[], arm: string): Promise<number> {
  let rows = 0;
  for (const {name, text, values} of statements) {
    const found = await client.query({name: `${arm}_${name ?? ''}`, text, values: [...values]});
    rows += found.rows.length;
  }
  return rows;
}
