import {readDefinitions} from '../definitions/read-definitions';
import {checkDeadlines} from './check-deadlines';
import {WorkflowSource} from './definition';

const read = readDefinitions(`${__dirname}/../../../workflows`).find(
  ({source}) => source.workflow.id === 'peer-review',
);
if (!read) throw new Error('workflows/peer-review is missing');
const good = read.source.workflow;

function faults(workflow: WorkflowSource): string[] {
  const found: string[] = [];
  checkDeadlines(workflow, (where, _at, fault) => found.push(`${where}: ${fault}`));
  return found;
}

type Editable = Record<string, unknown>;

/** The shipped definition with one thing changed. */
function changed(path: string, value: unknown): WorkflowSource {
  const copy = structuredClone(good) as unknown as Editable;
  let node = copy;
  const keys = path.split('.');
  for (const key of keys.slice(0, -1)) node = node[key] as Editable;
  node[keys.at(-1) ?? ''] = value;
  return copy as unknown as WorkflowSource;
}

const awaiting = 'states.open.states.awaitingInput';
const system = {target: 'readyToAssign', meta: {title: 'T', by: ['system']}};

describe('deadlines of a definition', () => {
  it('have no fault where the definition is ours', () => {
    expect(faults(good)).toEqual([]);
  });

  it.each([
    ['no duration', `${awaiting}.meta.deadline.after`, 'soon', 'is no duration'],
    ['no time at all', `${awaiting}.meta.deadline.after`, 'P0D', 'is no time at all'],
    ['unknown days', `${awaiting}.meta.deadline.days`, 'working', 'neither calendar nor business'],
    ['business weeks', `${awaiting}.meta.deadline`, {after: 'P2W', days: 'business'}, 'counted in days'],
    ['an unknown hold', `${awaiting}.meta.deadline.whileOnHold`, 'stop', 'neither pause nor run'],
    ['a reminder twice', `${awaiting}.meta.deadline.reminders`, ['-P1D', '-P1D'], 'the same one twice'],
    ['a reminder too early', `${awaiting}.meta.deadline.reminders`, ['-P14D'], 'no later than the stage'],
    ['an early escalation', 'states.onHold.meta.deadline.escalate', '-P1D', 'before the case is late'],
    ['nobody above', 'meta.superiors', {}, 'names nobody above coordinator'],
    ['nobody above at all', 'meta.superiors', undefined, 'names nobody above actionOwner'],
    [
      'nobody above within',
      'states.open.meta',
      {deadline: {after: 'P9D', escalate: 'P1D'}, waitingFor: [{role: 'x'}]},
      'above x',
    ],
    ['an action that is not there', `${awaiting}.meta.deadline.sends`, 'fly', 'is not in the state'],
    ['an action of people', `${awaiting}.meta.deadline.sends`, 'giveInput', 'for the system alone'],
    ['an action that nothing sends', `${awaiting}.on.x`, system, 'no deadline sends it'],
    [
      'an action of both',
      `${awaiting}.on.x`,
      {meta: {title: 'T', by: ['system', 'coordinator']}},
      'nobody else may',
    ],
    ['a form for nobody', `${awaiting}.on.x`, {meta: {...system.meta, form: 'reason'}}, 'fills in no form'],
    ['an action of all', 'on', {x: system}, 'peer-review.on.x: no deadline'],
  ])('with %s are refused', (_, path, value, fault) => {
    expect(faults(changed(path, value)).join('\n')).toContain(fault);
  });
});
