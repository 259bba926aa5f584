import {readDefinitions} from '../definitions/read-definitions';
import {compileWorkflow} from './compile-workflow';
import {DefinitionSource} from './definition';
import {
  RunningDeadline,
  deadlinesAt,
  extendDeadline,
  migrateDeadlines,
  planDeadlines,
  stepKey,
} from './plan-deadlines';

const read = readDefinitions(`${__dirname}/../../../workflows`).find(
  ({source}) => source.workflow.id === 'peer-review',
);
if (!read) throw new Error('workflows/peer-review is missing');

/** The shipped process, with a time limit for all of it as well. */
function withLimit(): DefinitionSource {
  const copy = structuredClone(read?.source) as DefinitionSource;
  const open = copy.workflow.states?.['open'] as {meta?: object};
  open.meta = {deadline: {after: 'P60D', whileOnHold: 'run'}};
  return copy;
}

const workflow = compileWorkflow(withLimit(), 'h');
const calendar = {timeZone: 'UTC', holidays: new Set<string>()};
const DAY = 86_400_000;
const begin = new Date('2026-06-01T09:00:00Z');
const on = (day: number): Date => new Date(begin.getTime() + day * DAY);

function planned(
  value: Parameters<typeof planDeadlines>[1],
  now: Date,
  running: readonly RunningDeadline[] = [],
) {
  return planDeadlines(workflow, value, {running, now, calendar});
}

const running = (
  stage: string,
  day: number,
  due: number,
  further: Partial<RunningDeadline> = {},
): RunningDeadline => ({
  id: stage,
  stage,
  since: on(day),
  due: on(due),
  heldAt: null,
  extended: false,
  pending: ['reminder/-P2D', 'action/inputTimeElapsed'],
  ...further,
});

describe('entering a stage', () => {
  it('begins what it declares and what lies around it, and is due with the innermost', () => {
    const {begin: begun, end, hold, due} = planned({open: 'referred'}, begin);
    expect(begun.map(({stage, due: at}) => [stage, at])).toEqual([
      ['open', on(60)],
      ['open.referred', on(7)],
    ]);
    expect(begun[1]?.steps.map(stepKey)).toEqual(['reminder/-P2D', 'reminder/P1D', 'escalation/P3D']);
    expect({end, hold, due}).toEqual({end: [], hold: [], due: on(7)});
  });

  it('ends that of the stage before, and leaves what lies around both', () => {
    const {
      begin: begun,
      end,
      due,
    } = planned({open: 'screening'}, on(3), [running('open', 0, 60), running('open.referred', 0, 7)]);
    expect(begun.map(({stage}) => stage)).toEqual(['open.screening']);
    expect({end, due}).toEqual({end: ['open.referred'], due: on(10)});
  });

  it('without a deadline ends all and is never due', () => {
    expect(planned('closed', on(3), [running('open', 0, 60)])).toEqual({
      end: ['open'],
      hold: [],
      begin: [],
      due: null,
    });
  });
});

describe('a hold', () => {
  const open = [running('open', 0, 60), running('open.awaitingInput', 2, 16)];

  it('lets the deadlines rest, and has its own', () => {
    const {begin: begun, end, hold, due} = planned('onHold', on(4), open);
    expect(begun.map(({stage}) => stage)).toEqual(['onHold']);
    expect({end, hold, due}).toEqual({end: [], hold: ['open', 'open.awaitingInput'], due: on(34)});
  });

  it('ends with what was left, less what has happened; where time runs on, with the same due time', () => {
    const held = [
      running('open', 0, 60, {heldAt: on(4)}),
      running('open.awaitingInput', 2, 16, {heldAt: on(4)}),
      running('onHold', 4, 34),
    ];
    const {begin: begun, end, hold, due} = planned({open: 'awaitingInput'}, on(24), held);
    expect(end).toEqual(['open', 'open.awaitingInput', 'onHold']);
    expect(hold).toEqual([]);
    expect(begun.map(({stage, due: at}) => [stage, at])).toEqual([
      ['open', on(60)],
      ['open.awaitingInput', on(36)],
    ]);
    expect(begun[1]?.steps.map(stepKey)).toEqual(['reminder/-P2D', 'action/inputTimeElapsed']);
    expect(due).toEqual(on(36));
  });

  it('is not forgotten by another version of the process', () => {
    const held = [running('open.awaitingInput', 2, 16, {heldAt: on(4)}), running('onHold', 4, 34)];
    const resumed = planned({open: 'awaitingInput'}, on(24), held).begin.find(
      ({stage}) => stage === 'open.awaitingInput',
    );
    expect(resumed).toMatchObject({due: on(36), extended: true});
    const old = running('open.awaitingInput', 2, 36, {extended: resumed?.extended === true});
    const value = {open: 'awaitingInput'};
    const facts = {running: [old], path: (stage: string) => stage, since: on(24), now: on(25), calendar};
    expect(migrateDeadlines(workflow, value, facts).due).toEqual(on(36));
  });

  it('that gives no more time is no extension', () => {
    const held = [running('open', 0, 60, {heldAt: on(4)})];
    expect(planned({open: 'awaitingInput'}, on(24), held).begin[0]).toMatchObject({extended: false});
  });

  it('within a hold changes nothing', () => {
    const held = [running('open', 0, 60, {heldAt: on(4)}), running('onHold', 4, 34)];
    expect(planned('onHold', on(5), held)).toEqual({end: [], hold: [], begin: [], due: on(34)});
  });
});

describe('an extension', () => {
  it('has another due time, and steps from now on', () => {
    const [, own] = deadlinesAt(workflow, {open: 'awaitingInput'});
    if (!own) throw new Error('the stage has a deadline');
    const extended = extendDeadline(running(own.stage, 0, 14), own.source, {
      due: on(20),
      now: on(15),
      calendar,
    });
    expect(extended).toMatchObject({stage: own.stage, since: on(0), due: on(20), extended: true});
    expect(extended.steps.map(stepKey)).toEqual(['reminder/-P2D', 'action/inputTimeElapsed']);
  });
});

describe('another version of the process', () => {
  const path = (old: string): string => (old === 'open.asked' ? 'open.awaitingInput' : old);
  const moved = (value: Parameters<typeof planDeadlines>[1], held: readonly RunningDeadline[], now = on(5)) =>
    migrateDeadlines(workflow, value, {running: held, path, since: on(2), now, calendar});

  it('reckons each deadline anew from its beginning, under its new name', () => {
    const {begin: begun, due} = moved({open: 'awaitingInput'}, [
      running('open', 0, 9),
      running('open.asked', 2, 9),
    ]);
    expect(begun.map(({stage, due: at, heldAt}) => [stage, at, heldAt])).toEqual([
      ['open', on(60), null],
      ['open.awaitingInput', on(16), null],
    ]);
    expect(begun[1]?.steps.map(stepKey)).toEqual([
      'reminder/-P7D',
      'reminder/-P2D',
      'action/inputTimeElapsed',
    ]);
    expect(due).toEqual(on(16));
  });

  it('does not repeat what has happened, and acts at once where it is late', () => {
    const [own] = moved({open: 'awaitingInput'}, [running('open.asked', 2, 9)], on(20)).begin.slice(1);
    expect(own?.steps.map(stepKey)).toEqual(['reminder/-P2D', 'action/inputTimeElapsed']);
    const [begun] = moved({open: 'awaitingInput'}, [], on(20)).begin.slice(1);
    expect(begun).toMatchObject({since: on(2), due: on(16)});
    expect(begun?.steps.map(stepKey)).toEqual(['action/inputTimeElapsed']);
    expect(moved({open: 'screening'}, [], on(3)).begin[1]?.steps).toHaveLength(3);
  });

  it.each([
    ['keeps an extension that gives more', 30, 30],
    ['gives more where the extension gave less', 15, 16],
  ])('%s', (_, until, due) => {
    const extended = running('open.asked', 2, until, {extended: true});
    expect(moved({open: 'awaitingInput'}, [extended]).due).toEqual(on(due));
  });

  it('lets rest what rests, and forgets what the new process does not ask', () => {
    const held = [
      running('open.asked', 2, 9, {heldAt: on(4)}),
      running('open.whereItWas', 2, 9, {heldAt: on(4)}),
      running('open.gone', 2, 9, {heldAt: on(4)}),
      running('onHold', 4, 34),
    ];
    const {begin: begun} = moved('onHold', held);
    expect(begun.map(({stage, heldAt}) => [stage, heldAt])).toEqual([
      ['onHold', null],
      ['open.awaitingInput', on(4)],
    ]);
    expect(moved('closed', [])).toEqual({begin: [], due: null});
  });
});
