import {DeadlineSource, DeadlineStep, HOLD, WorkCalendar, deadlineSteps, resumedDue, shift} from './deadline';
import {Workflow} from './compile-workflow';
import {StateMeta, StateValue} from './definition';
import {stagePath, statePaths, valueOf} from './state-path';

/** Tells the steps of one deadline apart. */
export const stepKey = ({kind, step}: Pick<DeadlineStep, 'kind' | 'step'>): string => `${kind}/${step}`;

/** A deadline as it runs, or rests since `heldAt`. */
export interface RunningDeadline {
  readonly id: string;
  /** Dotted path of the state whose deadline it is. */
  readonly stage: string;
  readonly since: Date;
  readonly due: Date;
  readonly heldAt: Date | null;
  readonly extended: boolean;
  /** Steps that have not happened yet, as `stepKey` gives them. */
  readonly pending: readonly string[];
}

export interface NewDeadline {
  readonly stage: string;
  readonly since: Date;
  readonly due: Date;
  readonly extended: boolean;
  readonly steps: readonly DeadlineStep[];
}

export interface DeadlinePlan {
  /** Ids of those that end, and of those that rest from now on. */
  readonly end: readonly string[];
  readonly hold: readonly string[];
  readonly begin: readonly NewDeadline[];
  /** When the innermost stage is due; null where it has no deadline. */
  readonly due: Date | null;
}

/** The deadlines that the active states declare, outermost first. */
export function deadlinesAt(
  {id, machine}: Workflow,
  value: StateValue,
): {readonly stage: string; readonly source: DeadlineSource}[] {
  return statePaths(value).flatMap((stage) => {
    const {deadline} = (machine.getStateNodeById(`${id}.${stage}`).meta ?? {}) as StateMeta;
    return deadline ? [{stage, source: deadline}] : [];
  });
}

/** A deadline that begins now. */
function beginDeadline(
  stage: string,
  source: DeadlineSource,
  {since, calendar}: {readonly since: Date; readonly calendar: WorkCalendar},
): NewDeadline {
  const due = shift(since, source.after, source.days ?? 'calendar', calendar);
  return {stage, since, due, extended: false, steps: deadlineSteps(source, {since, due}, calendar)};
}

/** What becomes of the deadlines of a case that enters `value` now. */
export function planDeadlines(
  workflow: Workflow,
  value: StateValue,
  {
    running,
    now,
    calendar,
  }: {readonly running: readonly RunningDeadline[]; readonly now: Date; readonly calendar: WorkCalendar},
): DeadlinePlan {
  const active = deadlinesAt(workflow, value);
  const onHold = workflow.machine.getStateNodeById(`${workflow.id}.${stagePath(value)}`).tags.includes(HOLD);
  const isActive = ({stage}: RunningDeadline): boolean => active.some((one) => one.stage === stage);
  const kept = running.filter((one) => isActive(one) && one.heldAt === null);
  const begin = active
    .filter(({stage}) => !kept.some((one) => one.stage === stage))
    .map(({stage, source}) => {
      const held = running.find((one) => one.stage === stage);
      return held
        ? resume(held, source, {now, calendar})
        : beginDeadline(stage, source, {since: now, calendar});
    });
  const gone = running.filter((one) => !isActive(one));
  const innermost = active.at(-1)?.stage;
  return {
    end: [
      ...running.filter((one) => isActive(one) && one.heldAt !== null),
      ...gone.filter(() => !onHold),
    ].map(({id}) => id),
    hold: onHold ? gone.filter(({heldAt}) => heldAt === null).map(({id}) => id) : [],
    begin,
    due: [...kept, ...begin].find(({stage}) => stage === innermost)?.due ?? null,
  };
}

/** The same deadline with another due time; its steps up to now count as happened. */
export function extendDeadline(
  {stage, since}: RunningDeadline,
  source: DeadlineSource,
  {due, now, calendar}: {readonly due: Date; readonly now: Date; readonly calendar: WorkCalendar},
): NewDeadline {
  return {stage, since, due, extended: true, steps: deadlineSteps(source, {since: now, due}, calendar)};
}

/**
 * What becomes of the deadlines of a case whose process is another one from now on: each is reckoned anew from its beginning
 * by what the new process says; an extension is kept where it gives more.
 *
 * @param path the new path of an old stage
 */
export function migrateDeadlines(
  workflow: Workflow,
  value: StateValue,
  {
    running,
    path,
    since,
    now,
    calendar,
  }: {
    readonly running: readonly RunningDeadline[];
    readonly path: (old: string) => string;
    readonly since: Date;
    readonly now: Date;
    readonly calendar: WorkCalendar;
  },
): {readonly begin: readonly (NewDeadline & {readonly heldAt: Date | null})[]; readonly due: Date | null} {
  const active = deadlinesAt(workflow, value);
  const resting = running
    .filter(({heldAt, stage}) => heldAt !== null && workflow.waiting.has(path(stage)))
    .flatMap((one) =>
      deadlinesAt(workflow, valueOf(path(one.stage))).filter(({stage}) => stage === path(one.stage)),
    );
  const begin = [...active, ...resting].map(({stage, source}) => {
    const old = running.find((one) => path(one.stage) === stage);
    const derived = beginDeadline(stage, source, {since: old?.since ?? since, calendar});
    if (!old)
      return {
        ...derived,
        steps: derived.steps.filter(({at, kind}) => at > now || kind === 'action'),
        heldAt: null,
      };
    const due = old.extended && old.due > derived.due ? old.due : derived.due;
    const steps = deadlineSteps(source, {since: derived.since, due}, calendar).filter(
      (step) => step.at > now || step.kind === 'action' || old.pending.includes(stepKey(step)),
    );
    return {...derived, due, steps, extended: old.extended, heldAt: old.heldAt};
  });
  const innermost = active.at(-1)?.stage;
  return {begin, due: begin.find(({stage}) => stage === innermost)?.due ?? null};
}

function resume(
  {stage, since, due: before, heldAt, extended, pending}: RunningDeadline,
  source: DeadlineSource,
  {now, calendar}: {now: Date; calendar: WorkCalendar},
): NewDeadline {
  const due = resumedDue(source, {due: before, heldAt: heldAt ?? now, now}, calendar);
  const steps = deadlineSteps(source, {since, due}, calendar).filter((one) => pending.includes(stepKey(one)));
  // What the hold gave is kept like an extension: under another version nothing else says that the case rested.
  return {stage, since, due, extended: extended || due > before, steps};
}
