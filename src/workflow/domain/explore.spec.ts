import fc from 'fast-check';
import {readDefinitions} from '../definitions/read-definitions';
import {Behaviour} from './behaviour';
import {compileWorkflow} from './compile-workflow';
import {CaseState, WorkflowSource} from './definition';
import {explore} from './explore';
import {Facts} from './facts';
import {Config} from './state-graph';
import {begin, step} from './step';
import {stagePath} from './state-path';

const [shipped] = readDefinitions(`${__dirname}/../../../workflows`);
if (!shipped) throw new Error('workflows/peer-review is missing');

const meta = (title: string, rest: object = {}) => ({title, by: ['clerk'], form: 'reason', ...rest});

/** Two levels of history, absolute and inner targets, a wait outside: what the shipped definition does not use. */
const nested = {
  id: 'nested',
  version: '1',
  initial: 'work',
  meta: {
    facts: {
      n: {type: 'integer', minimum: 0, maximum: 2, initial: 0},
      seen: {type: 'boolean', from: 'outside'},
    },
  },
  on: {restart: {target: '.work', meta: meta('Restart')}},
  states: {
    work: {
      initial: 'a',
      on: {
        pause: {target: 'paused', meta: meta('Pause', {by: ['clerk', 'head']})},
        inside: {target: '.b.c', meta: meta('Inside')},
        back: {target: '.was', meta: meta('Back')},
      },
      states: {
        a: {
          on: {
            go: [
              {guard: 'seen', target: 'b', meta: meta('Go')},
              {target: 'b', meta: meta('Go', {sets: {n: 'any'}})},
            ],
          },
        },
        b: {
          initial: 'd',
          on: {
            pause: {
              guard: 'n > 0',
              target: '#nested.paused',
              meta: meta('Stop', {by: ['head'], sets: {n: {add: -1}}}),
            },
          },
          states: {
            c: {on: {turn: {target: 'd', meta: meta('Turn')}}},
            d: {
              on: {
                turn: {target: 'c', meta: meta('Turn', {sets: {n: 2}})},
                go: {target: '#nested.work', meta: meta('Go')},
              },
            },
          },
        },
        was: {type: 'history', history: 'shallow', target: 'b'},
        deepest: {type: 'history', history: 'deep'},
      },
    },
    paused: {
      on: {
        resume: {target: 'work.was', meta: meta('Resume')},
        exactly: {target: 'work.deepest', meta: meta('Resume exactly')},
        end: {target: 'done', meta: meta('End')},
      },
    },
    done: {tags: ['settled'], on: {reopen: {target: 'paused', meta: meta('Re-open', {by: ['head']})}}},
  },
} as unknown as WorkflowSource;
const whole = {...nested, meta: {...nested.meta, reveals: {}, limiting: {}}};

const placeOf = ({id}: {id: string}, {value, history}: CaseState): Config => ({
  leaf: stagePath(value),
  history: Object.fromEntries(
    Object.entries(history).map(([node, ids]) => [
      node.slice(id.length + 1),
      (ids[0] ?? '').slice(id.length + 1),
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

describe.each([
  ['the shipped programme', shipped.source.workflow],
  ['nested histories', whole],
])('the explorer on %s', (_name, workflow) => {
  const definition = compileWorkflow({workflow, forms: {}, instrument: null}, '');
  const behaviour = new Behaviour(workflow);

  /** All results of `step` from here, by the number of the combination. */
  function stepsFrom(state: CaseState, facts: Facts): Map<number, {state: CaseState; facts: Facts}> {
    const after = new Map<number, {state: CaseState; facts: Facts}>();
    for (const type of definition.actionTypes) {
      const any = new Set(
        behaviour.rules
          .filter((rule) => rule.type === type)
          .flatMap(({source}) =>
            Object.entries(source.meta.sets ?? {}).flatMap(([fact, change]) =>
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
});

describe('the explorer', () => {
  it('stops when there are more combinations than it may visit', () => {
    expect(() => explore(new Behaviour(whole), 5)).toThrow('more than 5 combinations');
  });
});
