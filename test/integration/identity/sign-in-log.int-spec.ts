import {verifyDatabase} from '../../../src/audit';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {connected} from '../../support/database';
import {settled} from '../audit/a-log';
import {PASSWORD, aPerson, anOrganisation} from './people';

const email = 'compliance@demo.test';

interface LoggedRow {
  stream: string;
  type: string;
  outcome: string;
  who: string;
}

describe('the log of sign-ins', () => {
  let app: TestApp;
  let personId: string;
  let organisationId: string;

  beforeAll(async () => {
    app = await startTestApp();
    organisationId = await anOrganisation(app);
    personId = await aPerson(app, organisationId, {email});
    const client = app.client();
    await client.signIn(email, 'wrong horse battery');
    await client.signIn('nobody.known@demo.test', PASSWORD);
    await client.signIn(email, PASSWORD);
    await client.post('/api/session/confirm', {password: 'wrong horse battery'});
    await client.post('/api/session/confirm', {password: PASSWORD});
    await client.delete('/api/session');
  });

  afterAll(async () => {
    await app.close();
  });

  const logged = (): Promise<LoggedRow[]> =>
    app.database.asSuperuser<LoggedRow>(
      `SELECT e.stream, p.event::jsonb->>'type' AS type, p.event::jsonb->>'outcome' AS outcome,
         p.event::jsonb->>'who' AS who
       FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
       WHERE e.kind = 'signIn' ORDER BY e.id`,
    );

  it('keeps every success and failure in the stream of its account', async () => {
    const own = {stream: `account/${personId}`, who: personId};
    expect(await logged()).toEqual([
      {...own, type: 'signInFailed', outcome: '4'},
      {stream: 'org', who: 'unknown', type: 'signInFailed', outcome: '4'},
      {...own, type: 'signedIn', outcome: '0'},
      {...own, type: 'confirmationFailed', outcome: '4'},
      {...own, type: 'signInConfirmed', outcome: '0'},
      {...own, type: 'signedOut', outcome: '0'},
    ]);
  });

  it('names no address that was tried and no password', async () => {
    const rows = await app.database.asSuperuser<{text: string}>('SELECT event AS text FROM audit_payload');
    const text = rows.map((row) => row.text).join('\n');
    expect(text).toContain('signInFailed');
    for (const secret of [email, 'nobody.known', 'horse']) expect(text).not.toContain(secret);
  });

  it('is whole', async () => {
    const {ok, size, first} = await verifyDatabase(app.database.applicationUrl);
    expect({ok, first}).toEqual({ok: true, first: null});
    expect(size).toBeGreaterThanOrEqual(9);
  });

  it.each([
    [
      'altered',
      `UPDATE audit_payload SET event = replace(event, '"4"', '"0"') WHERE stream = $1 AND number = 1`,
    ],
    ['altered', `UPDATE audit_event SET kind = 'read' WHERE stream = $1 AND number = 2`],
    ['removed', 'DELETE FROM audit_event WHERE stream = $1 AND number = 2'],
    [
      'removed',
      'DELETE FROM audit_event WHERE stream = $1 AND number = (SELECT max(number) FROM audit_event e WHERE e.stream = $1)',
    ],
  ])('shows what somebody with every right has %s', async (kind, statement) => {
    const stream = `account/${personId}`;
    // Of another stream, so that what is taken away is not the last of the tree.
    await app.client().signIn('nobody.known@demo.test', PASSWORD);
    await settled(app, organisationId);
    await connected(app.database.superuserUrl, async (client) => {
      const kept = await client.query('SELECT * FROM audit_event WHERE stream = $1', [stream]);
      const payloads = await client.query('SELECT * FROM audit_payload WHERE stream = $1', [stream]);
      await client.query("SET session_replication_role = 'replica'");
      await client.query(statement, [stream]);
      const found = await verifyDatabase(app.database.applicationUrl);
      expect(found.ok).toBe(false);
      expect(found.first?.kind).toBe(kind);
      await client.query('DELETE FROM audit_event WHERE stream = $1', [stream]);
      await client.query('DELETE FROM audit_payload WHERE stream = $1', [stream]);
      const all = 'SELECT * FROM jsonb_populate_recordset';
      await client.query(`INSERT INTO audit_event OVERRIDING SYSTEM VALUE ${all}(NULL::audit_event, $1)`, [
        JSON.stringify(kept.rows, hex),
      ]);
      await client.query(`INSERT INTO audit_payload ${all}(NULL::audit_payload, $1)`, [
        JSON.stringify(payloads.rows, hex),
      ]);
    });
    expect((await verifyDatabase(app.database.applicationUrl)).ok).toBe(true);
  });
});

/** Bytes as PostgreSQL writes them. */
function hex(_key: string, value: unknown): unknown {
  const bytes = value as {type?: unknown; data?: number[]} | null;
  return bytes?.type === 'Buffer' ? `\\x${Buffer.from(bytes.data ?? []).toString('hex')}` : value;
}
