import fc from 'fast-check';
import {eventless, nested, parallel} from '../../../test/support/odd-workflows';
import {readDefinitions} from '../definitions/read-definitions';
import {Behaviour} from './behaviour';
import {compileWorkflow} from './compile-workflow';
import {CaseState, StateValue} from './definition';
import {explore} from './explore';
import {Facts} from './facts';
import {Config} from './state-graph';
import {begin, step} from './step';

const shipped = readDefinitions(`${__dirname}/../../../workflows`).map(({source: {workflow}}) => workflow);

const order = (paths: readonly string[]): string[] => [...paths].sort();

function leavesOf(value: StateValue, prefix = ''): string[] {
  if (typeof value === 'string') return [prefix + value];
  return order(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === undefined || Object.keys(inner).length === 0
        ? [prefix + name]
        : leavesOf(inner, `${prefix}${name}.`),
    ),
  );
}

const placeOf = ({id}: {id: string}, {value, history}: CaseState): Config => ({
  leaves: leavesOf(value),
  history: Object.fromEntries(
    Object.entries(history).map(([node, ids]) => [
      node.slice(id.length + 1),
      order(ids.map((one) => one.slice(id.length + 1))),
    ]),
  ),
});

function* suppliesOf(
  behaviour: Behaviour,
  names: readonly string[],
): Generator<Record<string, boolean | number | string>> {
  const [name, ...rest] = names;
  if (name === undefined) {
    yield {};
    return;
  }
  for (const value of behaviour.space.variables[behaviour.space.indexOf(name)]?.domain ?? [])
    for (const others of suppliesOf(behaviour, rest)) yield {[name]: value, ...others};
}

/** What `step` makes of an action, or the words for why it does not. */
function stepped(...[input]: Parameters<typeof step>): {state: CaseState; facts: Facts} | string {
  try {
    const taken = step(input);
    return taken.allowed ? taken : taken.reason;
  } catch (error) {
    if (error instanceof Error && error.name === 'FactError') return error.message;
    throw error;
  }
}

describe.each([...shipped, nested, parallel, eventless].map((workflow) => [workflow.id, workflow] as const))(
  'the explorer on %s',
  (_name, workflow) => {
    const definition = compileWorkflow({workflow, forms: {}, instrument: null}, '');
    const behaviour = new Behaviour(workflow);

    /** All results of `step` from here, by the number of the combination. */
    function stepsFrom(state: CaseState, facts: Facts): Map<number, {state: CaseState; facts: Facts}> {
      const after = new Map<number, {state: CaseState; facts: Facts}>();
      for (const type of definition.actionTypes) {
        const any = new Set(
          behaviour.rules
            .filter((rule) => rule.type === type)
            .flatMap(({heard: {source}}) =>
              Object.entries(source.meta?.sets ?? {}).flatMap(([fact, change]) =>
                change === 'any' ? [fact] : [],
              ),
            ),
        );
        for (const relation of behaviour.relations)
          for (let outside = 0; outside < behaviour.space.outsideSize; outside += 1)
            for (const supplied of [...suppliesOf(behaviour, [...any]), ...(any.size > 0 ? [{}] : [])]) {
              const observed = {...facts, ...behaviour.space.outsideFacts(outside)};
              const actor = {relations: new Set([relation])};
              const taken = stepped({definition, state, facts: observed, action: {type, supplied}, actor});
              if (typeof taken !== 'string')
                after.set(behaviour.combination(placeOf(workflow, taken.state), taken.facts), taken);
            }
      }
      return after;
    }

    it('goes exactly where `step` goes, on random walks', () => {
      fc.assert(
        fc.property(fc.array(fc.nat(), {minLength: 1, maxLength: 25}), (choices) => {
          let at = begin(definition);
          for (const choice of choices) {
            const here = behaviour.combination(placeOf(workflow, at.state), at.facts);
            const moves = new Set<number>();
            behaviour.moves(here, (_rule, _takers, _outside, next) => {
              if (next >= 0) moves.add(next);
            });
            const steps = stepsFrom(at.state, at.facts);
            expect([...moves].sort()).toEqual([...steps.keys()].sort());
            const next = [...steps.values()];
            const chosen = next[choice % Math.max(1, next.length)];
            if (!chosen) return;
            at = chosen;
          }
        }),
        {numRuns: 15, seed: 5},
      );
    });

    it('keeps a way to each combination that `step` can follow', () => {
      const exploration = explore(behaviour);
      for (const part of [0.1, 0.5, 0.9, 1]) {
        const end = Math.floor((exploration.size - 1) * part);
        let at = begin(definition);
        for (const index of exploration.wayTo(end).slice(1)) {
          const next = stepsFrom(at.state, at.facts).get(exploration.combination(index));
          expect(next).toBeDefined();
          if (next) at = next;
        }
      }
    });
  },
);

describe('the explorer', () => {
  it('stops when there are more combinations than it may visit', () => {
    expect(() => explore(new Behaviour(nested), 5)).toThrow('more than 5 combinations');
  });
});
