import {checkBehaviour} from '../../src/workflow';
import type {WorkflowSource} from '../../src/workflow';

/** What a test adds to the small workflow. */
export interface Parts {
  readonly on?: object;
  readonly states?: object;
  readonly facts?: object;
  readonly reveals?: object;
  readonly limiting?: object;
  readonly properties?: readonly object[];
}

/** A transition of the clerk's; each leads on. */
export const send = (target: string | undefined, more: object = {}, top: object = {}) => ({
  ...(target === undefined ? {} : {target}),
  ...top,
  meta: {title: 'Act', by: ['clerk'], form: 'reason', primary: true, ...more},
});
export const waits = {
  title: 'Waits',
  progress: 'underWay',
  waitingFor: [{role: 'clerk'}],
  deadline: {after: 'P7D'},
};
export const n = {type: 'integer', minimum: 0, maximum: 2, initial: 0};

/** From `one` to `done` and back; a test adds what is wrong. */
const aWorkflow = ({on = {}, states = {}, facts = {}, ...rest}: Parts = {}): WorkflowSource =>
  ({
    id: 'small',
    version: '1',
    initial: 'one',
    meta: {facts, reveals: {}, limiting: {}, ...rest},
    states: {
      one: {meta: waits, on: {finish: send('done'), ...on}},
      done: {tags: ['settled'], on: {reopen: send('one')}},
      ...states,
    },
  }) as unknown as WorkflowSource;

/** Everything that is found in it: place, finding and actions on one line each. */
export const findings = (parts: Parts) =>
  checkBehaviour(aWorkflow(parts)).findings.map(({where, finding, way}) =>
    [where, finding, ...way].join(' | '),
  );
