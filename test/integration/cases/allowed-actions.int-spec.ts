import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {actionsTable, sizes} from '../../support/actions-table';
import {actionTypesOf} from '../../support/law';
import {STATIONS, Walker} from '../../support/walk';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
jest.setTimeout(FULL ? 600_000 : 120_000);

let app: TestApp;
let walker: Walker;

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

describe('what the definition allows is what POST /actions allows, and nothing else', () => {
  let walking: string;

  beforeAll(async () => {
    walking = (await walker.refer()).id;
  });

  it.each(STATIONS)('at the station %s', async (station) => {
    await walker.stage(station, walking);
    await actionsTable(walker, walking, 'peer-review');
  });

  it.each(Object.keys(EXITS))('at the exit %s', async (exit) => {
    await actionsTable(walker, (await EXITS[exit]?.()) ?? '', 'peer-review');
  });

  it('was asked of every type of action in either half', () => {
    expect(actionTypesOf('peer-review').length).toBeGreaterThanOrEqual(32);
    expect(sizes.open).toBeGreaterThan(100);
    expect(sizes.notAllowed).toBeGreaterThan(600);
    expect(sizes.hidden).toBeGreaterThan(150);
  });
});
