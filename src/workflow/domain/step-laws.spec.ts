import fc from 'fast-check';
import {eventless, nested, parallel} from '../../../test/support/odd-workflows';
import {readDefinitions} from '../definitions/read-definitions';
import {Behaviour} from './behaviour';
import {compileWorkflow} from './compile-workflow';
import {CaseState, StateValue, WorkflowSource} from './definition';
import {explore} from './explore';
import {FactError, Facts} from './facts';
import {Config} from './state-graph';
import {Step, StepInput, allowedActions, begin, step} from './step';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
/** How many combinations of a programme the table asks. */
const TABLE = FULL ? 300 : 10;

const shipped = readDefinitions(`${__dirname}/../../../workflows`).map(({source: {workflow}}) => workflow);
const all = [...shipped, nested, parallel, eventless].map((workflow) => [workflow.id, workflow] as const);

/** Freezes all that is plain data. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** The state of a case that is in this place. */
function stateOf({id}: WorkflowSource, {leaves, history}: Config): CaseState {
  type Tree = Map<string, Tree>;
  const root: Tree = new Map<string, Tree>();
  for (const leaf of leaves) {
    let at = root;
    for (const name of leaf.split('.')) {
      const next: Tree = at.get(name) ?? new Map<string, Tree>();
      at.set(name, next);
      at = next;
    }
  }
  const value = (tree: Tree): StateValue => {
    const [first] = tree;
    if (tree.size === 1 && first?.[1].size === 0) return first[0];
    return Object.fromEntries([...tree].map(([name, inner]) => [name, inner.size === 0 ? {} : value(inner)]));
  };
  return {
    value: value(root),
    history: Object.fromEntries(
      Object.entries(history).map(([node, paths]) => [`${id}.${node}`, paths.map((path) => `${id}.${path}`)]),
    ),
  };
}

describe.each(all)('on %s, the engine', (_id, workflow) => {
  const definition = compileWorkflow({workflow, forms: {}, instrument: null}, '');
  const behaviour = new Behaviour(workflow);
  const exploration = explore(behaviour);
  const types = [...definition.actionTypes];
  const inputs = fc.record({
    index: fc.nat({max: exploration.size - 1}),
    outside: fc.nat({max: behaviour.space.outsideSize - 1}),
    type: fc.oneof(
      fc.constantFrom(...types),
      fc.string(),
      fc.constantFrom(
        'xstate.init',
        'xstate.stop',
        'xstate.done.state.x',
        '__proto__',
        'constructor',
        '*',
        'toString',
      ),
    ),
    relations: fc.subarray([...behaviour.relations, 'stranger']),
    supplied: fc.dictionary(
      fc.constantFrom(...Object.keys(workflow.meta.facts), '__proto__', 'x'),
      fc.oneof(fc.boolean(), fc.integer({min: -1, max: 4}), fc.string({maxLength: 3})),
      {maxKeys: 3, noNullPrototype: true},
    ),
  });
  type Chosen = typeof inputs extends fc.Arbitrary<infer T> ? T : never;
  const inputOf = ({index, outside, type, relations, supplied}: Chosen): StepInput => {
    const at = exploration.combination(index);
    return {
      definition,
      state: stateOf(workflow, behaviour.place(at)),
      facts: {...behaviour.facts(at), ...behaviour.space.outsideFacts(outside)},
      action: {type, supplied},
      actor: {relations: new Set(relations)},
    };
  };
  const tried = (input: StepInput): ReturnType<typeof step> | string => {
    try {
      return step(input);
    } catch (error) {
      if (error instanceof FactError) return error.message;
      throw error;
    }
  };

  it('is total: every input is decided or refused, or its facts are named; no foreign type is taken', () => {
    fc.assert(
      fc.property(inputs, (chosen) => {
        const result = tried(inputOf(chosen));
        if (typeof result === 'string') return;
        if (!definition.actionTypes.has(chosen.type))
          expect(result).toEqual({allowed: false, reason: 'unknown_type'});
        else if (result.allowed) {
          expect(result.meta.by.some((relation) => chosen.relations.includes(relation))).toBe(true);
          expect(Object.keys(result.facts).sort()).toEqual(Object.keys(definition.initialFacts).sort());
        } else expect(result.reason).toBe('not_allowed');
      }),
      {numRuns: FULL ? 2_000 : 120, seed: 7},
    );
  });

  it('is pure and deterministic: frozen input, the same answer whatever was asked between', () => {
    fc.assert(
      fc.property(inputs, inputs, (chosen, other) => {
        const {state, facts, action, ...rest} = inputOf(chosen);
        const first = tried({...rest, state: frozen(state), facts: frozen(facts), action: frozen(action)});
        tried(inputOf(other));
        expect(tried(inputOf(chosen))).toEqual(first);
      }),
      {numRuns: FULL ? 1_000 : 50, seed: 8},
    );
  });

  it('answers as the explorer does in every state, to every action, by every relation', () => {
    const counts = {allowed: 0, refused: 0};
    const stages = new Map<string, number>();
    for (let index = 0; index < exploration.size; index += 1) {
      const {leaves} = behaviour.place(exploration.combination(index));
      if (!stages.has(leaves.join(' '))) stages.set(leaves.join(' '), index);
    }
    const every = Math.max(1, Math.floor(exploration.size / TABLE));
    const spread = Array.from({length: Math.ceil(exploration.size / every)}, (_, at) => at * every);
    for (const index of new Set([...stages.values(), ...spread]))
      for (let outside = 0; outside < behaviour.space.outsideSize; outside += 1)
        for (const relation of behaviour.relations) {
          const input = inputOf({index, outside, type: '', relations: [relation], supplied: {}});
          const allowed = new Set(allowedActions(input).map(({type}) => type));
          expect(allowed).toEqual(expected(index, outside, relation));
          counts.allowed += allowed.size;
          for (const type of types.filter((one) => !allowed.has(one))) {
            expect(step({...input, action: {type}})).toEqual({allowed: false, reason: 'not_allowed'});
            counts.refused += 1;
          }
        }
    process.stdout.write(`${workflow.id}: states x actions x relations: ${JSON.stringify(counts)}\n`);
    expect(Math.min(counts.allowed, counts.refused)).toBeGreaterThan(0);
  });

  function expected(index: number, outside: number, relation: string): Set<string> {
    const bit = 2 ** behaviour.relations.indexOf(relation);
    const types = new Set<string>();
    for (const hearing of behaviour.hearings(exploration.combination(index)))
      behaviour.answers(exploration.combination(index), hearing, (_rule, takers, seen) => {
        if ((takers & bit) !== 0 && (!hearing.asksOutside || seen === outside)) types.add(hearing.type);
      });
    return types;
  }

  it('gives the state again when the actions on record are played again', () => {
    const chosen = fc.array(fc.tuple(fc.nat(), fc.nat()), {minLength: 1, maxLength: 30});
    fc.assert(
      fc.property(chosen, (choices) => {
        const record: {input: Omit<StepInput, 'definition' | 'state'>; outside: Facts}[] = [];
        let at: {state: CaseState; facts: Facts} = begin(definition);
        for (const [who, what] of choices) {
          const relation = behaviour.relations[who % behaviour.relations.length] ?? '';
          const outside = behaviour.space.outsideFacts(what % behaviour.space.outsideSize);
          const actor = {relations: new Set([relation])};
          const open = allowedActions({definition, state: at.state, facts: {...at.facts, ...outside}, actor});
          const action = {type: open[what % Math.max(1, open.length)]?.type ?? ''};
          const input = {action, actor, facts: {...at.facts, ...outside}};
          const taken = tried({definition, state: at.state, ...input});
          if (typeof taken === 'string' || !taken.allowed) continue;
          record.push({input, outside});
          at = {state: taken.state, facts: taken.facts};
        }
        const again = record.reduce<{state: CaseState; facts: Facts}>((now, {input, outside}) => {
          const state = JSON.parse(JSON.stringify(now.state)) as CaseState;
          const taken = step({...input, definition, state, facts: {...now.facts, ...outside}}) as Step;
          return {state: taken.state, facts: taken.facts};
        }, begin(definition));
        expect(again).toEqual({state: at.state, facts: at.facts});
      }),
      {numRuns: FULL ? 200 : 12, seed: 9},
    );
  });
});
