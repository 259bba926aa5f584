import fc from 'fast-check';
import {WorkflowCatalogue} from '../../../src/workflow';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {recomputeFacts, replay, storedCase} from '../../support/recompute';
import {Walker} from '../../support/walk';
import type {OfferedAction} from '../../support/walk';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
jest.setTimeout(FULL ? 1_800_000 : 180_000);
const WALKS = FULL ? 5 : 1;
const STEPS = FULL ? 50 : 40;
/** A walk is some hundred requests; the full size takes minutes on a busy machine. */
const TIMEOUT = FULL ? 600_000 : 120_000;
const ACTORS = [
  'coordinator',
  'chair',
  'vicechair',
  'member1',
  'reviewer3',
  'reviewer4',
  'reviewer6',
  'physician',
  'leader',
];

let app: TestApp;
let walker: Walker;
const taken = new Map<string, number>();

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app, {quorum: 2}));
});

afterAll(async () => {
  await closeWhole(app);
  process.stdout.write(
    `walks: ${WALKS}, actions done: ${[...taken.values()].reduce((sum, count) => sum + count, 0)}, kinds: ${taken.size}\n`,
  );
});

interface Open {
  readonly key: string;
  readonly action: OfferedAction;
}

/** What anybody may do now; what leads on stands there more often, so that a walk gets somewhere. */
async function open(caseId: string): Promise<Open[]> {
  const offers = await Promise.all(
    ACTORS.map(async (key) => {
      const {status, body} = await walker.look(key, caseId);
      return status === 200 ? body.allowedActions.map((action) => ({key, action})) : [];
    }),
  );
  return offers.flat().flatMap((one) => Array.from({length: weight(one.action)}, () => one));
}

function weight({type, primary}: OfferedAction): number {
  if (primary) return 6;
  if (type === 'recordAttendance' || type === 'reopen' || type === 'resume') return 3;
  return type === 'handOff' ? 0 : 1;
}

async function walk(caseId: string, choices: readonly number[]): Promise<void> {
  for (const choice of choices) {
    const possible = await open(caseId);
    if (possible.length === 0) return;
    const {key, action} = possible[choice % possible.length] ?? {key: '', action: null};
    if (!action) return;
    app.clock.advance({minutes: 1});
    if (action.upload) await walker.attach(key, caseId, 'A note.', {type: action.type});
    else {
      const {status} = await walker.act(key, caseId, action.type);
      // Who is free for it may have run out: nobody is left to choose, which is no fault of the walk.
      expect([200, 422]).toContain(status);
      if (status !== 200) continue;
    }
    taken.set(action.type, (taken.get(action.type) ?? 0) + 1);
  }
}

describe('after any walk through the definition', () => {
  it(
    'the facts stored are those that the rows tell, and the actions on record lead to the same state',
    async () => {
      const definition = app.app.get(WorkflowCatalogue).offered('peer-review');
      if (!definition) throw new Error('the programme is not offered');
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(10_000), {minLength: STEPS, maxLength: STEPS}), async (choices) => {
          const {id} = await walker.refer();
          await walk(id, choices);
          const {state, history, facts} = await storedCase(app.database, id);
          expect(await recomputeFacts(app.database, id)).toEqual(facts);
          expect(await replay(app.database, definition, id)).toEqual({state: {value: state, history}, facts});
        }),
        {numRuns: WALKS, seed: 20260302, endOnFailure: true},
      );
      expect(taken.size).toBeGreaterThan(15);
    },
    TIMEOUT,
  );
});
