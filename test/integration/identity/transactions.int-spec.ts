import {AccessLog, AuditedTransaction, LogUnavailableError, streams} from '../../../src/audit';
import type {AuditRecord} from '../../../src/audit';
import {AbortedTransactionError} from '../../../src/platform/database/database';
import {reading, writing} from '../../../src/platform/database/statement';
import type {WriteStatement} from '../../../src/platform/database/statement';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {anOrganisation} from './people';

const rename = writing('test_rename', 'UPDATE organisation SET name = $2 WHERE id = $1');
const fail = writing('test_fail', 'INSERT INTO organisation (id) VALUES ($1)');
const disguised = reading<{id: string}>('test_disguised', 'UPDATE organisation SET name = $1 RETURNING id');

/** Whoever records here: a request before sign-in, and the test in place of the machine's owner. */
const recorders = 'collegium_app_door, collegium_app_operator';

const record = (details: Readonly<Record<string, unknown>> = {}): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'configuration',
  event: {type: 'renamed', action: 'U', outcome: '0', who: 'system', as: [], on: null, details},
});

describe('the only way to write', () => {
  let app: TestApp;
  let organisationId: string;
  let transactions: AuditedTransaction;

  beforeAll(async () => {
    app = await startTestApp();
    organisationId = await anOrganisation(app);
    transactions = app.app.get(AuditedTransaction);
  });

  afterAll(async () => {
    await app.close();
  });

  interface State {
    name: string;
    events: string;
  }

  const state = async (): Promise<State | undefined> =>
    (
      await app.database.asSuperuser<State>(
        `SELECT name, (SELECT count(*) FROM audit_payload WHERE event::jsonb->>'type' = 'renamed') AS events
         FROM organisation WHERE id = $1`,
        [organisationId],
      )
    )[0];

  const change = (statement: WriteStatement<never>, name: string, records: AuditRecord): Promise<null> =>
    transactions.run(organisationId, async (tx) => {
      await tx.write(statement, [organisationId, name]);
      return {result: null, records: [records]};
    });

  it('stores the change together with its record', async () => {
    const before = await state();
    await change(rename, 'St. Other', record());
    expect(await state()).toEqual({name: 'St. Other', events: String(Number(before?.events) + 1)});
  });

  it('stores nothing of a change whose record cannot be written', async () => {
    const before = await state();
    await expect(change(rename, 'lost', record({unwritable: 10n}))).rejects.toThrow();
    await app.database.asSuperuser(`REVOKE INSERT ON audit_event FROM ${recorders}`);
    try {
      await expect(change(rename, 'lost', record())).rejects.toThrow();
    } finally {
      await app.database.asSuperuser(`GRANT INSERT ON audit_event TO ${recorders}`);
    }
    expect(await state()).toEqual(before);
  });

  it('does not take a caught SQL error for success', async () => {
    const before = await state();
    const swallowing = transactions.run(organisationId, async (tx) => {
      await tx.write(rename, [organisationId, 'lost']);
      await tx.write(fail, [organisationId]).catch(() => []);
      return {result: null, records: [record()]};
    });
    await expect(swallowing).rejects.toThrow();
    const unaudited = app.connections.write(async (tx) => {
      await tx.write(rename, [organisationId, 'lost']);
      await tx.write(fail, [organisationId]).catch(() => []);
    });
    await expect(unaudited).rejects.toThrow(AbortedTransactionError);
    expect(await state()).toEqual(before);
  });

  it('keeps one unbroken chain when many write at once', async () => {
    const before = Number((await state())?.events);
    await Promise.all(
      Array.from({length: 24}, (_, index) => change(rename, `St. ${index}`, record({index}))),
    );
    const rows = await app.database.asSuperuser<{number: string}>(
      "SELECT number FROM audit_event WHERE organisation_id = $1 AND stream = 'org' ORDER BY number",
      [organisationId],
    );
    expect(rows.length).toBeGreaterThan(24);
    expect(rows.map(({number}) => Number(number))).toEqual(rows.map((_, index) => index + 1));
    expect(Number((await state())?.events)).toBe(before + 24);
  });

  it('is not open to a query, even one that is a change in disguise', async () => {
    const before = await state();
    await expect(app.connections.read((tx) => tx.row(disguised, ['lost']))).rejects.toMatchObject({
      code: '25006',
    });
    expect(await state()).toEqual(before);
  });

  it('shows nothing when the look cannot be put on record', async () => {
    await app.database.asSuperuser(`REVOKE INSERT ON audit_event FROM ${recorders}`);
    try {
      const look = app.app
        .get(AccessLog)
        .read(organisationId, () => Promise.resolve({result: 'confidential', records: [record()]}));
      await expect(look).rejects.toThrow(LogUnavailableError);
      const answer = await app.client().signIn('nobody@demo.test', 'any horse battery');
      expect([answer.status, (answer.body as {code: string}).code]).toEqual([503, 'log_unavailable']);
    } finally {
      await app.database.asSuperuser(`GRANT INSERT ON audit_event TO ${recorders}`);
    }
  });
});
