import {roleIn} from '../../../src/platform/database/role-name';
import {dutyRole} from '../../../src/platform/database/rows/begin-scoped';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {connectedWithin} from '../../support/database';

interface Column {
  table: string;
  column: string;
}

/** What may change in one way alone, and how somebody would change it in another. */
const heads: Readonly<Record<string, string>> = {
  audit_key: 'UPDATE audit_key SET number = number + 1',
  audit_stream: 'UPDATE audit_stream SET number = number - 1',
  audit_window: 'UPDATE audit_window SET floor = floor - 1',
};

describe('every table of the log', () => {
  let app: TestApp;
  let tables: Column[];
  let organisation: string;

  beforeAll(async () => {
    app = await startTestApp();
    tables = await app.database.asSuperuser<Column>(
      `SELECT DISTINCT ON (c.relname) c.relname AS table, a.attname AS column
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attidentity = ''
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'audit\\_%'`,
    );
    await app.client().post('/api/session', {email: 'nobody@demo.test', password: 'not the one at all'});
    const [stream] = await app.database.asSuperuser<{id: string}>(
      'SELECT organisation_id AS id FROM audit_stream LIMIT 1',
    );
    organisation = stream?.id ?? '';
  });

  afterAll(async () => {
    await app.close();
  });

  const refused = async (url: string, statement: string, role: string | null): Promise<string | null> =>
    connectedWithin(url, organisation, async (client) => {
      if (role !== null) await client.query(`SET ROLE ${role}`);
      try {
        await client.query(statement);
        return null;
      } catch (error) {
        return (error as {code: string}).code;
      }
    });

  const applicationRole = (): string => roleIn(app.database.applicationUrl).role;

  it('is found in the catalogue', () => {
    expect(tables.map(({table}) => table)).toEqual(
      expect.arrayContaining(['audit_event', 'audit_payload', 'audit_leaf', 'audit_tile', 'audit_key']),
    );
  });

  it.each(['application', 'owner', 'door', 'integrator', 'runner'] as const)(
    'can be altered, emptied or wound back by no %s',
    async (who) => {
      const url = who === 'owner' ? app.database.ownerUrl : app.database.applicationUrl;
      const duty = who === 'owner' || who === 'application' ? null : dutyRole(applicationRole(), who);
      const answers: Record<string, string | null> = {};
      for (const {table, column} of tables) {
        const update = heads[table] ?? `UPDATE ${table} SET ${column} = ${column}`;
        for (const statement of [update, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
          answers[statement] = await refused(url, statement, duty);
      }
      expect(answers).toEqual(
        Object.fromEntries(Object.keys(answers).map((statement) => [statement, '42501'])),
      );
    },
  );
});
