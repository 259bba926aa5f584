import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {verifyDatabase} from '../../../src/audit';
import {ownSample} from '../../../src/demo/chart-files';
import {DriveCase} from '../../../src/demo/client/drive-case';
import {signInEverybody} from '../../../src/demo/client/person';
import type {Person} from '../../../src/demo/client/person';
import {refer, runDemonstration} from '../../../src/demo/run-demonstration';
import type {DemonstratedCase} from '../../../src/demo/run-demonstration';
import {seedIfEmpty} from '../../../src/seed';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';

/** How many reviewers the cases have: each goes from referral to closure in every programme. */
const REVIEWERS = process.env['COLLEGIUM_DRILL'] === 'full' ? [1, 3] : [3];

const today = new Date().toISOString().slice(0, 10);

let app: TestApp;
let outputDirectory: string;

beforeAll(async () => {
  app = await startTestApp();
  app.clock.set(new Date());
  await seedIfEmpty(app.config, app.database, () => undefined);
  outputDirectory = mkdtempSync(join(tmpdir(), 'collegium-demo-'));
});

afterAll(async () => {
  await app.close();
  rmSync(outputDirectory, {recursive: true, force: true});
});

async function demonstrate(
  several: number,
): Promise<{told: string[]; shown: DemonstratedCase; all: DemonstratedCase[]}> {
  const told: string[] = [];
  const charts = [ownSample({seed: several, today})];
  const print = (line: string): void => void told.push(line);
  const {baseUrl} = app;
  const all = await runDemonstration({baseUrl, charts, several, outputDirectory, today, print});
  const [shown] = all;
  if (!shown) throw new Error('no case was driven');
  return {told, shown, all};
}

/** What the log says was done to the case, in its order. */
async function recorded(caseId: string): Promise<string[]> {
  const rows = await app.database.asSuperuser<{action: string}>(
    `SELECT p.event::jsonb #>> '{details,action}' AS action FROM audit_payload p
     WHERE p.stream = $1 AND p.event::jsonb ->> 'type' = 'action' ORDER BY p.number`,
    [`case/${caseId}`],
  );
  return rows.map(({action}) => action);
}

const times = (types: readonly string[], wanted: string): number =>
  types.filter((type) => type === wanted).length;

describe('the demonstration organisation', () => {
  it('has cases of every programme, with something left to do and something done', async () => {
    const stages = await app.database.asSuperuser<{programme: string; stages: string[]}>(
      `SELECT programme, array_agg(stage ORDER BY opened_at) AS stages FROM review_case GROUP BY programme ORDER BY programme`,
    );
    expect(stages.filter(({programme}) => programme !== 'peer-review')).toEqual([
      {programme: 'case-conference', stages: ['open.actionsOpen', 'open.selecting']},
      {programme: 'peer-learning', stages: ['closed', 'open.inReview']},
      {programme: 'rule-follow-up', stages: ['closed', 'open.letter', 'open.awaitingInput']},
    ]);
    const own = stages.find(({programme}) => programme === 'peer-review')?.stages;
    expect(own).toHaveLength(12);
    // The second letter about the same rule is the chair's.
    const [repeat] = await app.database.asSuperuser<{earlier: number}>(
      `SELECT (facts ->> 'earlier')::integer AS earlier FROM review_case WHERE stage = 'open.letter'`,
    );
    expect(repeat).toEqual({earlier: 1});
  });
});

describe('a client that knows the pinned contract alone', () => {
  test.each(REVIEWERS)(
    'brings a case with a chart and %i reviewers from referral to closure, each step on record',
    async (several) => {
      const {told, shown, all} = await demonstrate(several);
      expect(shown).toMatchObject({settled: true, refusals: []});
      const types = shown.steps.map(({type}) => type);
      expect(types[0]).toBe('attachChart');
      expect(times(types, 'lockReview')).toBe(several);
      // Nobody puts a case aside while there is a way on, nor opens it again.
      for (const aside of ['hold', 'withdraw', 'handOff', 'reopen', 'closeWithoutReview'])
        expect(types).not.toContain(aside);
      expect(await recorded(shown.id)).toEqual(types);
      const own = told.filter((line) => line.startsWith(shown.number));
      expect(own).toHaveLength(types.length + 2);
      expect(own.at(-1)).toMatch(/^PR-\d{4}-\d{5} {2}closed after \d+ steps; report: /);
      for (const {programme, settled, refusals, report} of all)
        expect({programme, settled, refusals, printed: report !== null}).toEqual({
          programme,
          settled: true,
          refusals: [],
          printed: true,
        });
      expect(all.map(({programme}) => programme)).toEqual([
        'peer-review',
        'peer-learning',
        'rule-follow-up',
        'case-conference',
      ]);
      expect(
        readFileSync(shown.report ?? '')
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      expect(await verifyDatabase(app.database.applicationUrl)).toMatchObject({ok: true, first: null});
    },
  );

  test('goes round a person who never answers, and still closes the case', async () => {
    const everybody = await signInEverybody(app.baseUrl);
    const {id} = await refer({several: 2, today}, everybody, 'peer-review');
    const silent = ({key}: Person): boolean => key === 'physician';
    const people = everybody.filter((person) => !silent(person));
    const file = ownSample({seed: 9, today});
    const driving = {people, file, today, several: 2, tell: () => undefined};
    const {settled, steps} = await new DriveCase(driving).run(id);
    const types = steps.map(({type}) => type);
    expect(settled).toBe(true);
    expect(types).toEqual(expect.arrayContaining(['proceedWithoutInput', 'endResponseWindowUnanswered']));
    expect(types).toContain('closeCase');
    expect(types).not.toContain('withdraw');
  });
});
