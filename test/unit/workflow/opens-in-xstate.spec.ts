import {createMachine} from 'xstate';
import type {AnyStateNode} from 'xstate';
import {runCli} from '../../../src/cli/run-cli';
import {placeOfTarget, readDefinitions, statesOf, transitionsOf} from '../../../src/workflow';
import type {WorkflowSource} from '../../../src/workflow';
import {eventless, nested, parallel} from '../../support/odd-workflows';

const root = `${__dirname}/../../..`;
const shipped = readDefinitions(`${root}/workflows`).map(({source: {workflow}}) => workflow);

const open = (config: object) => createMachine(config as Parameters<typeof createMachine>[0]);

async function shownAsJson(programme: string): Promise<object> {
  const printed: string[] = [];
  const code = await runCli(['workflow', 'show', programme, '--json'], {
    env: {},
    root,
    print: (line) => printed.push(line),
    warn: (line) => printed.push(line),
    readInput: () => Promise.resolve(''),
  });
  expect(code).toBe(0);
  return JSON.parse(printed.join('\n')) as object;
}

/** Every transition of a state as XState holds it, guards and actions by name. */
const heldBy = (node: AnyStateNode): object[] =>
  [...node.transitions].flatMap(([type, transitions]) =>
    transitions.map(({guard, actions, target, meta}) => ({
      type,
      guard,
      actions,
      target: target?.map(({path}) => path.join('.')),
      meta: meta as unknown,
    })),
  );

const countOf = (node: AnyStateNode): number =>
  Object.values(node.states).reduce((sum, child) => sum + countOf(child), 1);

const writtenIn = (workflow: WorkflowSource, state: string): object[] =>
  [...transitionsOf(workflow)]
    .filter((one) => one.state === state)
    .map(({type, transition: {guard, actions = [], target, meta}}) => ({
      type,
      guard,
      actions,
      target: target === undefined ? undefined : [placeOfTarget(workflow, state, target)],
      meta,
    }));

describe('a definition in XState’s tools', () => {
  it.each(shipped.map((workflow) => [workflow.id, workflow] as const))(
    'is %s unchanged, as `workflow show --json` prints it',
    async (id, workflow) => {
      const json = await shownAsJson(id);
      expect(json).toEqual(workflow);
      expect(open(structuredClone(json)).config).toEqual(json);
    },
  );

  it.each([...shipped, nested, parallel, eventless].map((workflow) => [workflow.id, workflow] as const))(
    'loses nothing of %s: neither states nor transitions, guards, actions or meta',
    (id, workflow) => {
      const machine = open(structuredClone(workflow));
      let states = 0;
      for (const {path, state} of statesOf(workflow)) {
        const node = machine.getStateNodeById([id, path].filter(Boolean).join('.'));
        states += 1;
        expect(node.meta).toEqual(state.meta);
        expect(node.tags).toEqual(state.tags ?? []);
        expect(node.description).toBe(state.description);
        if (state.type !== undefined) expect(node.type).toBe(state.type);
        expect(heldBy(node)).toEqual(writtenIn(workflow, path));
      }
      expect(countOf(machine.root)).toBe(states);
    },
  );
});
