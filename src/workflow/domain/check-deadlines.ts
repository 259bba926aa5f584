import {DeadlineSource, WorkCalendar, durationFault, shift} from './deadline';
import {StateSource, WorkflowSource} from './definition';
import {Report} from './definition-fault';
import {stateAt, statesOf, transitionsOf} from './transitions';

/** The relation under which deadlines act; nobody holds it. */
export const SYSTEM = 'system';

const SOME_CALENDAR: WorkCalendar = {timeZone: 'UTC', holidays: new Set()};
const SOME_MONDAY = new Date('2026-06-01T09:00:00Z');

/** Faults in what a definition says of deadlines and of the actions that they send. */
export function checkDeadlines(workflow: WorkflowSource, report: Report): void {
  const states = new Map([...statesOf(workflow)].map(({path, state}) => [path, state]));
  const sent = new Set<string>();
  for (const [path, state] of states) {
    const deadline = state.meta?.deadline;
    if (!deadline || path === '') continue;
    const say = (fault: string): void => {
      report(`${path}.meta.deadline`, [...stateAt(path), 'meta', 'deadline'], fault);
    };
    checkDurations(deadline, say);
    if (deadline.sends !== undefined) {
      sent.add(deadline.sends);
      if (!lineOf(path, states).some((one) => deadline.sends !== undefined && one.on?.[deadline.sends]))
        say(`sends ${deadline.sends}, which is not in the state's \`on\`: list it there, by: [${SYSTEM}]`);
    }
    for (const {role} of deadline.escalate === undefined ? [] : waitingFor(path, states))
      if (workflow.meta.superiors?.[role] === undefined)
        say(`escalates, but meta.superiors names nobody above ${role}`);
  }
  for (const {state, type, transition, at} of transitionsOf(workflow)) {
    const {by, form, upload} = transition.meta;
    const say = (fault: string): void => {
      report(`${state || workflow.id}.on.${type}`, at, fault);
    };
    if (sent.has(type) && (by.length !== 1 || by[0] !== SYSTEM))
      say(`a deadline sends it, so it is for the system alone: by: [${SYSTEM}]`);
    if (!by.includes(SYSTEM)) continue;
    if (by.length > 1) say('what the system sends, nobody else may: give people an action of their own');
    if (form !== undefined || upload !== undefined) say('the system fills in no form: leave it out');
    if (!sent.has(type)) say('no deadline sends it: name it under meta.deadline.sends');
  }
}

function checkDurations(deadline: DeadlineSource, report: (fault: string) => void): void {
  const {after, days = 'calendar', reminders = [], escalate, whileOnHold = 'pause'} = deadline;
  const kinds: readonly string[] = ['calendar', 'business'];
  if (!kinds.includes(days)) report(`days: ${days} is neither calendar nor business`);
  if (!['pause', 'run'].includes(whileOnHold)) report(`whileOnHold: ${whileOnHold} is neither pause nor run`);
  const faults = [after, ...reminders, ...(escalate === undefined ? [] : [escalate])].flatMap(
    (text) => durationFault(text, days) ?? [],
  );
  faults.forEach(report);
  if (faults.length > 0) return;
  const due = shift(SOME_MONDAY, after, days, SOME_CALENDAR);
  if (due <= SOME_MONDAY) report(`after: ${after} is no time at all`);
  if (escalate?.startsWith('-')) report(`escalate: ${escalate} comes before the case is late`);
  if (new Set(reminders).size < reminders.length) report('reminders: the same one twice');
  for (const reminder of reminders)
    if (shift(due, reminder, days, SOME_CALENDAR) <= SOME_MONDAY)
      report(`reminders: ${reminder} comes no later than the stage itself`);
}

/** The state and all around it. */
function lineOf(path: string, states: ReadonlyMap<string, StateSource>): StateSource[] {
  const names = path.split('.');
  return names
    .map((_, count) => states.get(names.slice(0, count + 1).join('.')))
    .flatMap((one) => (one ? [one] : []));
}

/** Whom the state waits for, with all around it and, where it has none itself, within it. */
function waitingFor(
  path: string,
  states: ReadonlyMap<string, StateSource>,
): readonly {readonly role: string}[] {
  const within = [...states].filter(([other]) => other.startsWith(`${path}.`)).map(([, one]) => one);
  return [...lineOf(path, states), ...within].flatMap((one) => one.meta?.waitingFor ?? []);
}
