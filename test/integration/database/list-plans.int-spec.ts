import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Client} from 'pg';
import {beginScoped} from '../../../src/platform/database/rows/begin-scoped';
import {personScope} from '../../../src/platform/database/rows/row-scope';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {connected} from '../../support/database';
import {catchUp} from '../../support/desk';
import {Walker} from '../../support/walk';

/** Enough for a scan of the whole table to be the dearer way. */
const MANY = 5_000;
/** Tables that grow with use, and what is not alike in any two of their rows. */
const growing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  review_case: {
    id: 'gen_random_uuid()',
    number: "'N' || g",
    reference: "'R' || g",
    opened_at: earlier('opened_at'),
  },
  case_relation: {case_id: 'gen_random_uuid()', case_opened_at: earlier('case_opened_at')},
  case_item: {id: 'gen_random_uuid()', case_id: 'md5((g / 100)::text)::uuid'},
  person: {id: 'gen_random_uuid()', email: 'g || t.email', display_name: "'P' || g", npi: 'NULL'},
  notice: {id: 'gen_random_uuid()', created_at: earlier('created_at')},
  log_search: {leaf: '1000000 + g', at: earlier('at')},
  log_search_word: {leaf: '1000000 + g', at: earlier('at')},
  desk_export: {number: "'E' || g", made_at: earlier('made_at')},
  access_finding: {id: 'gen_random_uuid()', fingerprint: 'g', until: earlier('until')},
};

function earlier(column: string): string {
  return `t.${column} - g * interval '1 minute'`;
}

/** No list: it goes through every settled case to find which may be disposed of. */
const WHOLE = ['retention_cases'];

/** What one case holds: whether somebody takes part in it is looked up for that one, whatever else they take part in. */
const OF_ONE_CASE = ['case_find', 'case_items'];

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Subplan Name'?: string;
  Filter?: string;
  Plans?: Plan[];
}

interface Operation {
  parameters?: {name: string; in: string}[];
}

let app: TestApp;
let walker: Walker;
let caseId: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = await walker.walkTo('awaitingInput');
  const from = app.clock.now().toISOString();
  for (let count = 0; count < 5; count += 1) await walker.look('admin', caseId);
  await catchUp(app);
  app.clock.advance({minutes: 1});
  const desk = await walker.as('compliance');
  const time = {from, to: app.clock.now().toISOString()};
  expect(await desk.post('/api/audit/findings/search', time)).toMatchObject({body: {new: 1}});
  await desk.post('/api/audit/exports', {format: 'csv'});
  // Every table that is multiplied must have a row to begin with.
  await catchUp(app);
});

afterAll(() => app.close());

/** Paths of everything that is read a page at a time. */
function lists(): string[] {
  const description = JSON.parse(readFileSync(join(__dirname, '../../../openapi.json'), 'utf8')) as {
    paths: Record<string, {get?: Operation}>;
  };
  return Object.entries(description.paths).flatMap(([path, {get}]) =>
    !path.includes('{') && get?.parameters?.some(({name}) => name === 'cursor') === true ? [path] : [],
  );
}

/** The statements of these requests, as the application's connections have prepared them. */
async function prepared(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await Promise.all(
    Array.from({length: 20}, () =>
      app.connections.read(async (tx) => {
        const rows = await tx.rows<{name: string; statement: string}>({
          access: 'read',
          name: 'test_prepared',
          text: 'SELECT name, statement FROM pg_prepared_statements, pg_sleep(0)',
        });
        for (const {name, statement} of rows) found.set(name, statement);
      }),
    ),
  );
  return found;
}

const scans = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(scans)];

/** Nodes that gather all rows of a table that grows: a scan of the whole, or what is hashed to look one row up in it. */
function gathering(plan: Plan): Plan[] {
  const nodes = scans(plan);
  const hashed = new Set(nodes.flatMap(({Filter = ''}) => Filter.match(/(?<=hashed )SubPlan \d+/g) ?? []));
  return [
    ...nodes.filter((node) => node['Node Type'] === 'Seq Scan'),
    ...nodes.filter((node) => hashed.has(node['Subplan Name'] ?? '')).flatMap(scans),
  ].filter((node) => (node['Relation Name'] ?? '') in growing);
}

async function multiply(superuser: Client): Promise<void> {
  await superuser.query('SET session_replication_role = replica');
  for (const [table, fresh] of Object.entries(growing)) {
    const {rows} = await superuser.query<{name: string}>(
      'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped',
      [table],
    );
    const values = rows.map(({name}) => fresh[name] ?? `t.${name}`);
    const {rowCount} = await superuser.query(
      `INSERT INTO ${table} (${rows.map(({name}) => name).join(', ')}) SELECT ${values.join(', ')}
         FROM (SELECT * FROM ${table} WHERE organisation_id = $1 LIMIT 1) t, generate_series(1, ${MANY}) g`,
      [walker.hospital.organisationId],
    );
    expect([table, rowCount]).toEqual([table, MANY]);
  }
  await superuser.query('ANALYZE');
}

describe('a list, and a case', () => {
  it('are read along an index under row security, however many there are', async () => {
    const paths = lists();
    expect(paths.length).toBeGreaterThanOrEqual(5);
    for (const key of ['coordinator', 'compliance', 'admin', 'reviewer3']) {
      const viewer = await walker.as(key);
      for (const path of paths) expect((await viewer.get(path)).status).toBeLessThan(500);
    }
    await walker.see('coordinator', caseId);
    const pages = [...(await prepared())].filter(
      ([name, text]) => OF_ONE_CASE.includes(name) || (/LIMIT \$/.test(text) && !WHOLE.includes(name)),
    );
    expect(pages.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        ...OF_ONE_CASE,
        'case_list_committees',
        'case_list_person',
        'people_page',
        'notice_inbox_page',
        'finding_list',
        'desk_exports',
      ]),
    );
    await connected(app.database.superuserUrl, multiply);
    const slow = await connected(app.database.applicationUrl, async (client) => {
      await client.query(
        beginScoped(
          'BEGIN',
          'collegium_app',
          personScope(walker.hospital.organisationId, walker.id('coordinator')),
        ),
      );
      const found: string[] = [];
      for (const [name, text] of pages) {
        const {rows} = await client.query<{'QUERY PLAN': [{Plan: Plan}]}>(
          `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
        );
        const plan = rows[0]?.['QUERY PLAN'][0].Plan;
        for (const node of plan ? gathering(plan) : []) found.push(`${name}: ${node['Relation Name'] ?? ''}`);
      }
      return found;
    });
    process.stdout.write(`queries explained under row security: ${pages.length}\n`);
    expect(slow).toEqual([]);
  });
});
