import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {actionTypes, lawfulActions} from '../../support/law';
import {STATIONS, Walker} from '../../support/walk';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
jest.setTimeout(FULL ? 600_000 : 120_000);

const VIEWERS = [
  'staff',
  'coordinator',
  'chair',
  'vicechair',
  'member1',
  'member4',
  'reviewer1',
  'reviewer3',
  'reviewer4',
  'reviewer6',
  'physician',
  'leader',
  'compliance',
  'admin',
] as const;

let app: TestApp;
let walker: Walker;
const sizes = {asked: 0, open: 0, notAllowed: 0, hidden: 0};

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
  process.stdout.write(`states x actions x people: ${JSON.stringify(sizes)}\n`);
});

/** The side exits, and what the stations do not show: a half of the reviews, a quorum, a hold. */
const EXITS: Readonly<Record<string, () => Promise<string>>> = {
  onHold: async () => after('inReview', ['coordinator', 'hold']),
  withdrawn: async () => after('screening', ['coordinator', 'withdraw']),
  handedOff: async () => after('reviewed', ['coordinator', 'handOff']),
  screenedOut: async () => after('screening', ['coordinator', 'closeWithoutReview']),
  halfReviewed: async () => after('inReview', ['reviewer3', 'lockReview']),
  oneAccepted: async () => after('assigned', ['reviewer3', 'acceptAssignment']),
  oneDeclined: async () => after('assigned', ['reviewer3', 'declineAssignment']),
  quorate: async () => after('panelDecision', ['coordinator', 'recordAttendance']),
  chairRecused: async () => after('panelDecision', ['chair', 'recuse'], ['coordinator', 'recordAttendance']),
  reopened: async () => after('closed', ['coordinator', 'reopen']),
};

async function after(
  station: (typeof STATIONS)[number],
  ...steps: readonly (readonly [string, string])[]
): Promise<string> {
  const id = await walker.walkTo(station);
  for (const [key, type] of steps) await walker.do(key, id, type);
  return id;
}

/** Every type in the drill; otherwise what is allowed, and of the rest another part each time. */
function sample(allowed: ReadonlySet<string>, part: number, turn: number): string[] {
  return actionTypes.filter((type, index) => FULL || allowed.has(type) || (index + turn) % part === 0);
}

async function table(caseId: string): Promise<void> {
  const lawful = await lawfulActions(walker, caseId);
  for (const [turn, key] of VIEWERS.entries()) {
    const {status, body} = await walker.look(key, caseId);
    const {types, uploads} = lawful(key);
    const seen = status === 200;
    const offered = seen ? body.allowedActions : [];
    expect({key, offered: offered.map(({type}) => type).sort()}).toEqual({
      key,
      offered: [...types, ...uploads].sort(),
    });
    expect({key, primary: offered.filter(({primary}) => primary).length < 2}).toEqual({key, primary: true});
    // Data that no form takes, so that what is allowed is found out without being done.
    const act = {data: {'no form has this field': true}, version: seen ? body.version : 'none'};
    for (const type of sample(types, seen ? 6 : 12, turn + sizes.asked)) {
      const answer = await walker.act(key, caseId, type, act);
      const code = types.has(type) ? 'invalid' : seen ? 'action_not_allowed' : 'not_found';
      expect({key, type, code: answer.body.code}).toEqual({key, type, code});
      sizes.asked += 1;
      sizes[types.has(type) ? 'open' : seen ? 'notAllowed' : 'hidden'] += 1;
    }
  }
}

describe('what the definition allows is what POST /actions allows, and nothing else', () => {
  let walking: string;

  beforeAll(async () => {
    walking = (await walker.refer()).id;
  });

  it.each(STATIONS)('at the station %s', async (station) => {
    await walker.stage(station, walking);
    await table(walking);
  });

  it.each(Object.keys(EXITS))('at the exit %s', async (exit) => {
    await table((await EXITS[exit]?.()) ?? '');
  });

  it('was asked of every type of action in either half', () => {
    expect(actionTypes.length).toBeGreaterThanOrEqual(32);
    expect(sizes.open).toBeGreaterThan(100);
    expect(sizes.notAllowed).toBeGreaterThan(600);
    expect(sizes.hidden).toBeGreaterThan(150);
  });
});
