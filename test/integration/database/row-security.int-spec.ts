import {Client} from 'pg';
import {AuditedTransaction} from '../../../src/audit';
import {dataSource} from '../../../src/platform/database/data-source';
import {Database} from '../../../src/platform/database/database';
import {beginScoped} from '../../../src/platform/database/rows/begin-scoped';
import {
  DOOR,
  ForeignOrganisationError,
  INTEGRATOR,
  NOBODY,
  OPERATOR,
  RUNNER,
  personScope,
  withRowScope,
  within,
} from '../../../src/platform/database/rows/row-scope';
import type {RowScope} from '../../../src/platform/database/rows/row-scope';
import {ROW_RULES} from '../../../src/platform/database/rows/row-rules';
import {reading} from '../../../src/platform/database/statement';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {connected} from '../../support/database';
import {Walker} from '../../support/walk';
import {rowGaps} from './row-gaps';

const TWIN = '7f3a1d52-0000-4000-8000-000000000001';
const OTHER = '7f3a1d52-0000-4000-8000-000000000002';

/** Tables under rules, those that belong to an organisation. */
const ruled = [...ROW_RULES].filter(([, {rows}]) => rows !== 'installation');
const content = ruled.filter(([, {rows}]) => rows === 'content').map(([table]) => table);

let app: TestApp;
let walker: Walker;
let ours: string;
/** One case is in review, the other was only referred. */
let reviewed: string;
let referred: string;
let client: Client;

beforeAll(async () => {
  app = await startTestApp();
  const hospital = await aHospital(app);
  ours = hospital.organisationId;
  walker = new Walker(app, hospital);
  reviewed = (await walker.refer()).id;
  await walker.stage('screening', reviewed);
  await walker.attach('coordinator', reviewed, 'A note.');
  for (const station of ['awaitingInput', 'readyToAssign', 'assigned', 'inReview'] as const)
    await walker.stage(station, reviewed);
  const reviewer = await walker.as('reviewer3');
  await reviewer.send('PUT', `/api/cases/${reviewed}/drafts/lockReview`, {body: {data: {}}});
  const conflict = {personId: walker.id('reviewer5'), kind: 'other', occasion: 'other', detail: 'A note.'};
  await (await walker.as('coordinator')).post(`/api/cases/${reviewed}/conflicts`, conflict);
  referred = (await walker.refer()).id;
  await connected(app.database.superuserUrl, copyOrganisation);
  client = new Client({connectionString: app.database.applicationUrl});
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await app.close();
});

/** What no two rows of the installation have alike. */
const elsewhere: Readonly<Record<string, object>> = {
  session: {token_hash: '\\x00'},
  person: {email: 'twin@demo.test'},
  audit_leaf: {event: '1000001'},
};

/** Gives everything that the organisation has to another one too, row for row. */
async function copyOrganisation(superuser: Client): Promise<void> {
  await superuser.query('SET session_replication_role = replica');
  for (const [table, {key}] of ruled) {
    const {rows} = await superuser.query<{type: string}>(
      `SELECT format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attname = 'id'`,
      [table],
    );
    const id = rows[0]?.type === 'uuid' ? 'gen_random_uuid()' : `(to_jsonb(t) ->> 'id')::bigint + 1000000`;
    const own = rows[0] && key !== 'id' ? `|| jsonb_build_object('id', ${id})` : '';
    await superuser.query(
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
         SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) ${own} || $1::jsonb)).* FROM ${table} t WHERE ${key} = $2
         ON CONFLICT DO NOTHING`,
      [JSON.stringify({[key]: TWIN, ...elsewhere[table]}), ours],
    );
  }
}

const denied = 'denied';

/** What SQL by hand finds in a scope: rows of each organisation, or that it is denied. */
async function asked<T>(scope: RowScope, text: string, values: unknown[] = []): Promise<T[] | typeof denied> {
  await client.query(beginScoped('BEGIN', 'collegium_app', scope));
  try {
    return (await client.query(text, values)).rows as T[];
  } catch (error) {
    if ((error as {code?: string}).code === '42501') return denied;
    throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}

interface Count {
  organisation: string;
  rows: number;
}

const counts = (scope: RowScope, table: string): Promise<Count[] | typeof denied> => {
  const key = ROW_RULES.get(table)?.key ?? '';
  return asked<Count>(
    scope,
    `SELECT ${key} AS organisation, count(*)::integer AS rows FROM ${table} GROUP BY 1`,
  );
};

const found = async (scope: RowScope, table: string): Promise<string[] | typeof denied> => {
  const all = await counts(scope, table);
  return all === denied ? denied : all.map(({organisation}) => organisation);
};

const filled = async (): Promise<string[]> => {
  const tables: string[] = [];
  for (const [table] of ruled) if ((await found(OPERATOR, table)).includes(TWIN)) tables.push(table);
  return tables;
};

const person = (key: string): RowScope => personScope(ours, walker.id(key));

describe('row security', () => {
  it('leaves nothing in the catalogues outside its rules', async () => {
    expect(await connected(app.database.superuserUrl, rowGaps)).toEqual([]);
  });

  it.each([
    ['CREATE TABLE bare (id integer)', 'table bare has no policy'],
    ['ALTER TABLE case_item NO FORCE ROW LEVEL SECURITY', 'table case_item has no row security'],
    [
      'CREATE POLICY wide ON case_item TO collegium_app USING (true)',
      'policy wide on case_item shows all rows to collegium_app',
    ],
    ['CREATE VIEW peek AS SELECT * FROM case_item', 'view peek looks with the rights of its owner'],
    ['CREATE MATERIALIZED VIEW kept AS SELECT * FROM case_item', 'materialised view kept is under no policy'],
    [
      'CREATE FUNCTION peep() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT count(*) FROM case_item $$',
      'function peep runs with the rights of its owner',
    ],
    ['ALTER TABLE notice OWNER TO collegium_app', 'role collegium_app owns notice'],
  ])('would be found lacking after %s', async (statement, gap) => {
    const after = await connected(app.database.superuserUrl, async (superuser) => {
      await superuser.query('BEGIN');
      await superuser.query(statement);
      return rowGaps(superuser);
    });
    expect(after).toContain(gap);
  });

  it('has rows of two organisations in most tables here', async () => {
    const tables = await filled();
    expect(tables).toEqual(expect.arrayContaining([...content, 'review_case', 'audit_payload', 'person']));
    expect(tables.length).toBeGreaterThan(25);
  });

  it('shows the application no row for nobody', async () => {
    for (const [table] of ruled) expect([table, await found(NOBODY, table)]).toEqual([table, []]);
  });

  it('shows a person their own organisation alone, by whatever SQL', async () => {
    for (const [table] of ruled) {
      const organisations = await found(person('coordinator'), table);
      expect([table, organisations]).toEqual([table, organisations.length === 0 ? [] : [ours]]);
    }
    expect(await found(person('coordinator'), 'case_item')).toEqual([ours]);
  });

  it.each(['administrator', 'outsider', 'reviewer of another case'])(
    'shows the content of a case to no %s',
    async (who) => {
      const key = {
        administrator: 'admin',
        outsider: 'outsider',
        'reviewer of another case': 'reviewer5',
      }[who];
      for (const table of content)
        expect([table, await found(person(key ?? ''), table)]).toEqual([table, []]);
    },
  );

  it.each([
    ['reviewer3', [1, 0]],
    ['staff', [1, 1]],
    ['coordinator', [1, 1]],
    ['chair', [1, 1]],
    ['compliance', [1, 1]],
    ['leader', [0, 0]],
  ] as const)(
    'opens to %s the content of the cases in which they take part',
    async (key, [first, second]) => {
      const rows = await asked<{id: string}>(person(key), 'SELECT DISTINCT case_id AS id FROM case_item');
      const ids = rows === denied ? [] : rows.map(({id}) => id);
      expect([
        ids.filter((id) => id === reviewed).length,
        ids.filter((id) => id === referred).length,
      ]).toEqual([first, second]);
    },
  );

  it('shows whoever is at the door people and sessions, and no case', async () => {
    expect(await found(DOOR, 'account')).toEqual(expect.arrayContaining([ours, TWIN]));
    for (const table of [...content, 'review_case', 'case_relation', 'case_conflict', 'log_search'])
      expect([table, await found(DOOR, table)]).toEqual([table, denied]);
    expect(await found(DOOR, 'audit_payload')).toEqual([]);
  });

  it('shows the integrator the log, and neither cases nor people', async () => {
    expect(await found(INTEGRATOR, 'audit_event')).toEqual(expect.arrayContaining([ours, TWIN]));
    for (const table of [
      ...content,
      'review_case',
      'case_relation',
      'person',
      'account',
      'session',
      'notice',
    ])
      expect([table, await found(INTEGRATOR, table)]).toEqual([table, denied]);
  });

  it('shows jobs what is due anywhere, and the rest of one organisation at a time', async () => {
    for (const [table, {all}] of ruled.filter(([, rule]) => !rule.all.includes('runner')))
      expect([table, all, await found(RUNNER, table)]).toEqual([table, all, []]);
    expect(await found(RUNNER, 'case_deadline')).toEqual(expect.arrayContaining([ours, TWIN]));
    expect(await found(within(RUNNER, ours), 'case_item')).toEqual([ours]);
  });

  it('gives the owner of the tables no row either, outside a migration', async () => {
    await connected(app.database.ownerUrl, async (owner) => {
      for (const [table] of ruled)
        expect([table, (await owner.query(`SELECT FROM ${table} LIMIT 1`)).rowCount]).toEqual([table, 0]);
    });
  });

  it.each([
    ["INSERT INTO holiday (organisation_id, day, name) VALUES ($1, '2030-01-01', 'New Year')", denied],
    ["UPDATE person SET display_name = 'X' WHERE organisation_id = $1 RETURNING id", []],
    ['DELETE FROM case_draft WHERE organisation_id = $1 RETURNING case_id', []],
  ])('writes nothing into another organisation: %s', async (text, outcome) => {
    expect(await asked(person('coordinator'), text, [TWIN])).toEqual(outcome);
  });

  it('ends with the transaction: the next borrower of a connection sees nothing', async () => {
    await client.query(beginScoped('BEGIN', 'collegium_app', person('coordinator')));
    await client.query('COMMIT');
    const {rows} = await client.query(
      `SELECT (SELECT count(*)::integer FROM person) AS people, current_user::text AS role`,
    );
    expect(rows).toEqual([{people: 0, role: 'collegium_app'}]);
  });

  it('leaves no connection within what it could not begin', async () => {
    const url = app.database.superuserUrl;
    const database = new Database(await dataSource(url, 1).initialize());
    const look = (): Promise<unknown> =>
      database.read((tx) => tx.row(reading('test_one', 'SELECT 1 AS one')));
    await expect(withRowScope(DOOR, look)).rejects.toThrow('role "postgres_door" does not exist');
    expect(await look()).toEqual({one: 1});
    await database.close();
  });

  it('takes no id that could be anything else', () => {
    expect(() =>
      beginScoped('BEGIN', 'collegium_app', personScope(ours, "x'; SET ROLE postgres; --")),
    ).toThrow(TypeError);
  });

  it('lets nobody record anything in the name of another organisation', async () => {
    const change = withRowScope(person('coordinator'), () =>
      app.app.get(AuditedTransaction).run(OTHER, () => Promise.reject(new Error('it ran'))),
    );
    await expect(change).rejects.toThrow(ForeignOrganisationError);
  });
});
