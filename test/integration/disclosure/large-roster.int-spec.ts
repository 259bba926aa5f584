import {Rosters} from '../../../src/cases';
import {personScope} from '../../../src/platform/database/rows/row-scope';
import type {ReadTransaction} from '../../../src/platform/database/transaction';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {aNarrativeReadBlind, narrativeReadBlind} from './masked-case';

const MANY = 5_000;
/** Two hundred first names, and a family name for each of them all. */
const name = (number: string, most: number): string =>
  `initcap(translate(substr(md5((${number} % ${most})::text), 1, 8), '0123456789', 'ghijklmnop'))`;
const NAME = `${name('g', 200)} || ' ' || ${name('g + 7', 100_000)}`;

let app: TestApp;
let walker: Walker;
let id: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  await app.database.asSuperuser(
    `INSERT INTO person (organisation_id, id, display_name, email, created_at)
     SELECT $1, gen_random_uuid(), ${NAME}, 'colleague' || g || '@demo.test', now()
     FROM generate_series(1, ${MANY}) g`,
    [walker.hospital.organisationId],
  );
  const [one] = await app.database.asSuperuser<{name: string}>(
    `SELECT ${NAME} AS name FROM (VALUES (4711)) v (g)`,
  );
  const told = `Dr Vera Newcomer and ${one?.name ?? ''} saw the patient.`;
  id = await aNarrativeReadBlind(walker, told);
});

afterAll(() => app.close());

const narrative = (): Promise<unknown> => narrativeReadBlind(walker, id);

/** Rows that one look at who is of the organisation reads, by somebody's own rows, and how long it takes. */
async function look(organisation = walker.hospital.organisationId): Promise<{rows: number; ms: number}> {
  let rows = 0;
  const counting = (tx: ReadTransaction): ReadTransaction => ({
    rows: async (statement, values) => {
      const found = await tx.rows(statement, values);
      rows += found.length;
      return found;
    },
    row: async (statement, values) => {
      const found = await tx.row(statement, values);
      rows += found === null ? 0 : 1;
      return found;
    },
  });
  const own = app.connections.as(personScope(walker.hospital.organisationId, walker.id('reviewer3')));
  const start = performance.now();
  await own.read((tx) => app.app.get(Rosters).place(counting(tx), organisation));
  return {rows, ms: performance.now() - start};
}

const rename = (key: string, name: string): Promise<unknown> =>
  app.database.asSuperuser('UPDATE person SET display_name = $2 WHERE id = $1', [walker.id(key), name]);

describe('in an organisation of five thousand people', () => {
  it('a masked view reads them once, and afterwards whether anybody has come', async () => {
    expect(await narrative()).toBe('Dr Vera Newcomer and [colleague] saw the patient.');
    await rename('outsider', 'Una Ulrich-Weiss');
    const first = await look();
    const next = await look();
    expect(first.rows).toBeGreaterThan(MANY);
    expect(next.rows).toBe(1);
    process.stdout.write(
      `roster of ${first.rows - 1}: read anew ${first.ms.toFixed(1)} ms; kept ${next.rows} row, ${next.ms.toFixed(1)} ms\n`,
    );
  });

  it('whoever comes or is renamed is masked from the next view on, and whoever was before no longer', async () => {
    await rename('outsider', 'Dr Vera Newcomer');
    expect(await narrative()).toBe('[colleague] and [colleague] saw the patient.');
    await rename('outsider', 'Una Ulrich');
    expect(await narrative()).toBe('Dr Vera Newcomer and [colleague] saw the patient.');
    const {organisationId} = walker.hospital;
    await app.database.asSuperuser(
      `INSERT INTO person (organisation_id, id, display_name, email, created_at)
       VALUES ($1, gen_random_uuid(), 'Vera Newcomer', 'vera@demo.test', now())`,
      [organisationId],
    );
    expect(await narrative()).toBe('[colleague] and [colleague] saw the patient.');
  });

  it('what is taken back leaves nothing behind, though it was read in between', async () => {
    const before = await narrative();
    const undone = new Error('taken back');
    const version = await app.database.asSuperuser<{version: string}>(
      'SELECT roster_version::text AS version FROM organisation',
    );
    await expect(
      app.database.asSuperuser(`DO $$ BEGIN
        UPDATE person SET display_name = 'Nobody' WHERE display_name = 'Vera Newcomer';
        RAISE EXCEPTION '${undone.message}';
      END $$`),
    ).rejects.toThrow(undone.message);
    expect(await narrative()).toBe(before);
    expect(
      await app.database.asSuperuser('SELECT roster_version::text AS version FROM organisation'),
    ).toEqual(version);
  });

  it('nobody reads those of another by asking for them', async () => {
    await expect(look('00000000-0000-4000-8000-000000000000')).rejects.toThrow('does not exist');
  });
});
