import {JOURNEYS} from '../../support/journeys';
import {seeded} from '../../support/random';
import {stagesOf} from '../../support/law';
import {CapturedLog} from '../../support/sweep/captured-log';
import {KnownIds} from '../../support/sweep/known-ids';
import {tableOf} from '../../support/sweep/lawful-sight';
import {operations} from '../../support/sweep/operations';
import {Scanner} from '../../support/sweep/scanner';
import {SweepGets} from '../../support/sweep/sweep-gets';
import {sweepUnsafe} from '../../support/sweep/sweep-unsafe';
import {SIGNED_OUT, aSweepWorld, desks, journey, keepDrafts} from '../../support/sweep/sweep-world';
import type {SweepWorld} from '../../support/sweep/sweep-world';
import {Truth} from '../../support/sweep/truth';
import {MailServer} from '../notices/mail-server';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
jest.setTimeout(FULL ? 1_200_000 : 240_000);

const STRANGERS = ['outsider', 'admin', 'physician2', SIGNED_OUT];
const FOREIGN = ['foreign-coordinator', 'foreign-chair', 'foreign-compliance', 'foreign-administrator'];
/** One of each kind at least: every role and none, and everything that somebody can be to a case. */
const VIEWERS = [
  ...['staff', 'coordinator', 'coordinatingphysician', 'chair', 'vicechair', 'member1', 'member4', 'leader'],
  ...['reviewer3', 'reviewer4', 'reviewer6', 'physician', 'compliance', 'compliance2'],
  ...STRANGERS,
  ...FOREIGN,
];
/** In a sample: the cases that are walked, and where they are looked at. */
const SAMPLE: Readonly<Record<string, readonly string[]>> = {
  'peer-review': ['inReview', 'closed'],
  'case-conference': ['closed'],
};
const PARTIES = VIEWERS.filter((key) => ![...STRANGERS, ...FOREIGN].includes(key));
/** Compartments of which nobody is told anything in words. */
const NEVER_TOLD = new Set(['statistics', 'masking']);
/** Who is asked at every stop, since they alone are told some of it; the others come in turn, one in so many. */
const STEADY = new Set([
  ...['coordinator', 'leader'],
  ...(FULL ? ['reviewer3', 'reviewer4', 'physician', 'chair'] : []),
]);
const TURN = FULL ? 4 : 3;
/** A printed report takes as long as everything else together: one in three reads it. */
const PRINT_TURN = 3;
const EVERYWHERE = FULL
  ? VIEWERS
  : ['chair', 'member1', 'reviewer3', 'physician', 'compliance', 'admin', 'foreign-compliance', SIGNED_OUT];
const UNSAFE = FULL ? ['coordinator', 'physician', 'chair', 'foreign-coordinator'] : ['physician'];
/** What the definitions give of a case that is no text of anybody's: shown by number, state and names, not by words. */
const WORDLESS = new Set(
  'progress stage process number subjectIdentity referrerIdentity reviewerIdentity statistics masking'.split(
    ' ',
  ),
);

const mails = new MailServer();
const log = new CapturedLog();
let world: SweepWorld;
let scanner: Scanner;
const stages = new Set<string>();
const sizes = {stops: 0, searched: 0, unsafe: 0, canaries: 0};
/** What the definitions give to anybody, by programme, over all stops. */
const given = new Map<string, Set<string>>();

beforeAll(async () => {
  log.begin();
  world = await aSweepWorld(await mails.start());
  scanner = new Scanner(world.hospital, world.names);
});

afterAll(async () => {
  await mails.stop();
  await world.app.close();
  log.end();
  process.stdout.write(
    `canary sweep: replies scanned ${scanner.replies}, canaries ${sizes.canaries}, viewers ${scanner.viewers.size}, operations ` +
      `${scanner.operations.size} of ${operations.length}, stops ${sizes.stops}, states ${stages.size}, searches ${sizes.searched}, unsafe ` +
      `${sizes.unsafe}, mails ${mails.received.length}, lines of log ${log.lines}\n`,
  );
});

/** All parties at the first stop of a sample, those whose turn it is elsewhere, and a stranger of either sort. */
function viewersAt(stop: number): string[] {
  const random = seeded(stop);
  const some = stop % 2 === 0 ? STRANGERS : FOREIGN;
  const stranger = some[random(some.length)] ?? SIGNED_OUT;
  if (!FULL && stop === 0) return [...PARTIES, stranger];
  return [...PARTIES.filter((key, index) => STEADY.has(key) || index % TURN === stop % TURN), stranger];
}

async function look(caseId: string): Promise<void> {
  const [row] = await world.app.database.asSuperuser<{stage: string; settled: boolean}>(
    'SELECT stage, settled FROM review_case WHERE id = $1',
    [caseId],
  );
  await keepDrafts(world, caseId);
  const truth = await Truth.read(world.app, world.hospital, world.notes, [caseId]);
  const known = await KnownIds.of(world.app.database, 1);
  const {programme = ''} = truth.cases.get(caseId) ?? {};
  stages.add(`${programme} ${row?.stage ?? ''}`);
  const table = tableOf(VIEWERS.map((key) => truth.sight(caseId, key)));
  given.set(programme, new Set([...(given.get(programme) ?? []), ...table]));
  for (const [index, key] of viewersAt(sizes.stops).entries()) {
    const printed = row?.settled === true && index % PRINT_TURN === sizes.stops % PRINT_TURN;
    await new SweepGets(world, scanner, {printed}).ofCase(truth, known, key, caseId);
  }
  sizes.stops += 1;
}

describe('nothing that its reader may not have by the definitions leaves the system', () => {
  it.each(Object.keys(JOURNEYS).filter((programme) => FULL || programme in SAMPLE))(
    'in cases of %s, in every state',
    async (programme) => {
      const journeys = JOURNEYS[programme] ?? [];
      for (const stops of FULL ? journeys : journeys.slice(0, 1)) {
        const looked = FULL ? stops.map(({name}) => name) : (SAMPLE[programme] ?? []);
        const last = stops.findLastIndex(({name}) => looked.includes(name));
        await journey(world, {programme, stops: stops.slice(0, last + 1)}, async (caseId, {name}) => {
          if (looked.includes(name)) await look(caseId);
        });
      }
      const visited = [...stages].filter((stage) => stage.startsWith(`${programme} `));
      if (FULL)
        expect(visited.sort()).toEqual(
          stagesOf(programme)
            .map((stage) => `${programme} ${stage}`)
            .sort(),
        );
      expect(scanner.leaks.slice(0, 20)).toEqual([]);
    },
  );

  it('in whatever else can be read, with every id that can be known or guessed, and in every search', async () => {
    await desks(world);
    const truth = await Truth.read(world.app, world.hospital, world.notes);
    const known = await KnownIds.of(world.app.database, 2);
    const gets = new SweepGets(world, scanner, {printed: true});
    const words = [...truth.words.keys()];
    const random = seeded(11);
    for (const key of EVERYWHERE) {
      await gets.ofAll(truth, known, key);
      if (!FULL && random(4) > 0) continue;
      sizes.searched += await gets.search(truth, key, [words[random(words.length)] ?? '']);
    }
    expect(scanner.leaks.slice(0, 20)).toEqual([]);
  });

  it('in what is answered to whoever changes something, or tries to', async () => {
    const truth = await Truth.read(world.app, world.hospital, world.notes);
    sizes.canaries = truth.words.size;
    // Somebody who was told may have been told at any stop: whatever nobody was ever told was not looked for.
    const unseen = [...truth.words].filter(
      ([word, compartments]) =>
        !scanner.seen.has(word) && compartments.some((compartment) => !NEVER_TOLD.has(compartment)),
    );
    expect([...new Set(unseen.map(([word]) => truth.place(word)))]).toEqual([]);
    for (const [programme, table] of given) {
      const held = [...truth.words]
        .filter(([word]) => truth.cases.get(truth.caseOf(word) ?? '')?.programme === programme)
        .flatMap(([, compartments]) => compartments);
      const without = [...table].filter(
        (compartment) => !WORDLESS.has(compartment) && !held.includes(compartment),
      );
      expect({programme, without}).toEqual({programme, without: []});
    }
    await world.app.stop();
    // Every second case of a drill, and in a sample the first: what is sent differs little from one to another.
    const cases = world.cases.filter((_, index) => (FULL ? index % 2 === 0 : index === 0));
    for (const key of UNSAFE) sizes.unsafe += await sweepUnsafe({...world, cases}, truth, scanner, key);
    expect(scanner.leaks.slice(0, 20)).toEqual([]);
  });

  it('in mails and in the log of the server', () => {
    for (const {recipients, raw} of mails.received) {
      expect(recipients).toHaveLength(1);
      scanner.outside('a mail', raw.replaceAll('=\r\n', ''));
    }
    scanner.outside('the log of the server', log.text);
    expect(mails.received.length).toBeGreaterThan(0);
    expect(log.lines).toBeGreaterThan(0);
    expect(scanner.leaks.slice(0, 20)).toEqual([]);
  });

  it('by any operation of the description: each was called', () => {
    const never = operations.map(({operationId}) => operationId).filter((id) => !scanner.operations.has(id));
    expect(never).toEqual([]);
  });
});
