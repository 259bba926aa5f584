import {Client} from 'pg';
import {createApp} from '../src/create-app';
import {listen} from '../src/platform/http/listen';
import {HttpClient} from './support/http';
import {installation} from './support/installation';
import type {Installation} from './support/installation';
import {growTo} from './support/many-cases';
import {percentile, round} from './support/measure';
import type {Report} from './support/measure';
import {recordSql} from './support/recorded-sql';
import type {Statement} from './support/recorded-sql';
import {OPERATOR} from '../src/platform/database/rows/row-scope';

const FEW = 1000;
const MANY = 100_000;
const REQUESTS = 100;
const VIEWERS = ['coordinator', 'chair', 'member1', 'compliance', 'physician', 'reviewer3', 'staff'] as const;
/** Tables that grow with the number of cases. */
const GROWING = [
  'review_case',
  'case_relation',
  'case_item',
  'case_deadline',
  'assignment',
  'notice',
  'audit_event',
  'audit_payload',
];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

/**
 * The lists at 1,000 and at 100,000 cases, and the plan of every statement behind them as the application's role.
 *
 * @throws Error when a statement reads a growing table from end to end
 */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  try {
    await growTo(place, FEW);
    const few = await withApp(place, (office) => latency(office));
    await growTo(place, MANY);
    const {many, statements} = await withApp(place, async (office, baseUrl) => ({
      many: await latency(office),
      statements: await recordSql(() => lookAround(baseUrl)),
    }));
    report({figure: 'p95 of GET /api/cases, ms', at1000: few, at100000: many, ratio: round(many / few)});
    await explain(report, place, statements);
  } finally {
    await place.close();
  }
}

async function withApp<T>(
  {config, postgres}: Installation,
  work: (office: HttpClient, baseUrl: string) => Promise<T>,
): Promise<T> {
  const app = await createApp(config, {applicationUrl: postgres.appUrl}, {outside: OPERATOR});
  try {
    const baseUrl = `http://127.0.0.1:${await listen(app, config.hosts, 0)}`;
    const office = new HttpClient(baseUrl);
    await office.signIn('coordinator');
    const result = await work(office, baseUrl);
    office.close();
    return result;
  } finally {
    await app.close();
  }
}

async function latency(office: HttpClient): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const start = performance.now();
    await office.send('/api/cases');
    times.push(performance.now() - start);
  }
  return round(percentile(times.slice(REQUESTS / 4), 0.95));
}

/** Opens every list as everybody who sees a different part of it, and one case. */
async function lookAround(baseUrl: string): Promise<void> {
  for (const viewer of VIEWERS) {
    const client = new HttpClient(baseUrl);
    await client.signIn(viewer);
    const first = await client.send<{items: {id: string}[]; next: string | null}>('/api/cases?limit=100');
    const {items, next} = first.body;
    if (next !== null) await client.send(`/api/cases?limit=100&cursor=${encodeURIComponent(next)}`);
    await client.send('/api/cases?state=open.screening');
    await client.send('/api/inbox');
    const [one] = items;
    if (one) {
      await client.send(`/api/cases/${one.id}`);
      await client.send(`/api/cases/${one.id}/history`);
    }
    client.close();
  }
}

async function explain(
  report: Report,
  {postgres}: Installation,
  statements: readonly Statement[],
): Promise<void> {
  const client = new Client({connectionString: postgres.appUrl});
  await client.connect();
  const whole: string[] = [];
  const seen = new Set<string>();
  try {
    for (const {name, text, values} of statements) {
      if (name === undefined || !/^\s*(SELECT|WITH)/.test(text) || /INSERT|FOR UPDATE/.test(text)) continue;
      const {rows} = await client.query<{'QUERY PLAN': [{Plan: Plan; 'Execution Time': number}]}>(
        `EXPLAIN (ANALYZE, BUFFERS OFF, FORMAT JSON) ${text}`,
        [...values],
      );
      const explained = rows[0]?.['QUERY PLAN'][0];
      if (!explained) throw new Error(`no plan for ${name}`);
      const nodes = flat(explained.Plan);
      const scanned = nodes
        .filter((node) => node['Node Type'] === 'Seq Scan')
        .map((node) => node['Relation Name'] ?? '');
      const faults = scanned.filter((table) => GROWING.includes(table));
      whole.push(...faults.map((table) => `${name} reads all of ${table}`));
      if (seen.has(name)) continue;
      seen.add(name);
      const indexes = [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))];
      report({
        figure: 'plan',
        statement: name,
        milliseconds: round(explained['Execution Time']),
        indexes,
        seqScans: scanned,
      });
    }
  } finally {
    await client.end();
  }
  if (whole.length > 0) throw new Error([...new Set(whole)].join('; '));
}

const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
