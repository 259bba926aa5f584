import {readDefinitions} from '../definitions/read-definitions';
import {compileWorkflow} from './compile-workflow';
import {DefinitionSource} from './definition';
import {RunningDeadline, deadlinesAt, extendDeadline, planDeadlines, stepKey} from './plan-deadlines';

const [read] = readDefinitions(`${__dirname}/../../../workflows`);
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
