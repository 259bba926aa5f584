import {readDefinitions} from '../definitions/read-definitions';
import {findings, n, send, waits} from '../../../test/support/small-workflow';
import type {Parts} from '../../../test/support/small-workflow';
import {checkBehaviour} from './check-behaviour';

const shipped = readDefinitions(`${__dirname}/../../../workflows`);

describe('checkBehaviour', () => {
  it.each(shipped.map(({source: {workflow}}) => [workflow.id, workflow] as const))(
    'finds nothing in the shipped programme %s, in less than 5 s of work',
    (_id, workflow) => {
      const began = process.cpuUsage();
      const report = checkBehaviour(workflow);
      expect(report.findings).toEqual([]);
      expect(report.exploration?.size).toBeGreaterThan(10);
      // Of the processor's time: a busy machine makes a test slower, not the checker.
      expect(process.cpuUsage(began).user / 1e6).toBeLessThan(5);
    },
  );

  it.each<[string, Parts, string]>([
    [
      'facts that cannot be numbered',
      {facts: Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, {...n, maximum: 1999}]))},
      'meta.facts | have 16000000000000 combinations: narrow their domains',
    ],
    [
      'a condition over too many of them at once, where it stands',
      {
        facts: {n: {...n, maximum: 2000}, m: {...n, maximum: 2000}},
        on: {go: send('done', {}, {guard: 'n < m'})},
      },
      'one.on.go | "n < m" asks too much at once: 4004001 combinations of its facts',
    ],
    [
      'more senders than can be told apart',
      {on: {go: send('done', {by: Array.from({length: 31}, (_, at) => `r${at}`)})}},
      'small | more than 30 relations send actions',
    ],
    [
      'more combinations than can be visited',
      {
        facts: Object.fromEntries(['a', 'b', 'c'].map((name) => [name, {...n, maximum: 250}])),
        on: {go: send(undefined, {sets: {a: 'any'}}), come: send(undefined, {sets: {b: 'any', c: 'any'}})},
      },
      'meta.facts | more than 8000000 combinations can be reached',
    ],
  ])('finds %s, instead of failing', (_what, parts, expected) => {
    expect(findings(parts)).toContainEqual(expect.stringContaining(expected));
  });

  it('reports a promise about what does not exist', () => {
    expect(findings({properties: [{title: 'P', before: 'finish', requires: 'approve'}]})).toEqual([
      expect.stringContaining('meta.properties[0] | cannot be judged: P: "approve"'),
    ]);
  });

  it('finds nothing in a small sound one', () => {
    expect(findings({})).toEqual([]);
  });

  it.each<[string, Parts, string]>([
    [
      'a state that is never reached',
      {states: {lost: {meta: waits, on: {finish: send('done')}}}},
      'lost | is never reached',
    ],
    ['a target that is no state', {on: {go: send('nowhere')}}, 'one.on.go | target nowhere is no state'],
    [
      'a dead end, with the way to it',
      {on: {go: send('end')}, states: {end: {meta: waits}}},
      'end | is a dead end: nobody can do anything there that changes the case | go (clerk) -> end',
    ],
    [
      'states from which nothing settled is reached',
      {
        on: {go: send('a')},
        states: {a: {meta: waits, on: {go: send('b')}}, b: {meta: waits, on: {go: send('a')}}},
      },
      'b | never comes to a settled state from there | go (clerk) -> a | go (clerk) -> b',
    ],
    ['an action that nobody may send', {on: {go: send('done', {by: []})}}, 'one.on.go | is never taken'],
    [
      'a stage without a deadline',
      {on: {go: send('a')}, states: {a: {on: {go: send('done')}}}},
      'a | waits without a deadline',
    ],
    [
      'a stage that waits for nobody',
      {on: {go: send('a')}, states: {a: {on: {go: send('done')}}}},
      'a | waits for nobody',
    ],
    [
      'a guard that is never true',
      {facts: {n}, on: {go: send('done', {}, {guard: 'n == 2'})}},
      'one.on.go [n == 2] | its guard is never true',
    ],
    [
      'a guard that is always true',
      {facts: {n}, on: {go: send('done', {}, {guard: 'n == 0'})}},
      'one.on.go [n == 0] | its guard is always true',
    ],
    [
      'an alternative that another one hides',
      {on: {go: [send('done'), send('done')]}},
      'one.on.go | is never taken: another alternative always comes first',
    ],
    ['a fact that nothing reads', {facts: {n}}, 'meta.facts.n | is declared, but no condition reads it'],
    [
      'a sum that leaves its domain, with the way to it',
      {
        facts: {n},
        on: {more: send(undefined, {sets: {n: {add: 1}}}), go: send('done', {}, {guard: 'n == 2'})},
      },
      'one.on.more | takes a fact out of its domain | more (clerk); n = 1 | more (clerk); n = 2 | more',
    ],
    [
      'a settled state that nothing leaves',
      {on: {go: send('shut')}, states: {shut: {tags: ['settled']}}},
      'shut | is settled for ever, but not `type: final`',
    ],
    [
      'a final state that goes on',
      {on: {go: send('end')}, states: {end: {type: 'final', tags: ['settled'], on: {go: send('one')}}}},
      'end | is final, yet goes on',
    ],
    [
      'a disclosure that never applies',
      {facts: {n}, reveals: {clerk: [{see: ['x'], when: 'n > 1'}]}},
      'meta.reveals.clerk | "n > 1" is never true',
    ],
    [
      'a disclosure whose condition is idle',
      {facts: {n}, reveals: {clerk: [{see: ['x'], when: 'n < 3'}]}},
      'meta.reveals.clerk | "n < 3" is always true',
    ],
    [
      'a turn that never comes',
      {
        facts: {n},
        states: {
          one: {
            meta: {...waits, waitingFor: [{role: 'clerk'}, {role: 'head', when: 'n > 0'}]},
            on: {finish: send('done')},
          },
        },
      },
      'one | meta.waitingFor: "n > 0" is never true there',
    ],
  ])('finds %s', (_what, parts, expected) => {
    expect(findings(parts)).toContainEqual(expect.stringContaining(expected));
  });

  const q = {type: 'boolean', from: 'outside'};
  const flag = {type: 'boolean', initial: false};
  it.each<[string, Parts, string | null]>([
    ['never', {properties: [{title: 'P', never: "stage == 'done'"}]}, 'finish (clerk) -> done'],
    ['never, held', {properties: [{title: 'P', while: 'settled', never: "stage == 'one'"}]}, null],
    ['always', {properties: [{title: 'P', always: '!settled'}]}, 'finish (clerk) -> done'],
    [
      'eventually',
      {
        on: {end: send('shut')},
        states: {shut: {type: 'final', tags: ['settled']}},
        properties: [{title: 'P', eventually: "stage == 'done'"}],
      },
      'end (clerk) -> shut',
    ],
    ['before, an action', {properties: [{title: 'P', before: 'reopen', requires: 'finish'}]}, null],
    [
      'before, an action that is not needed',
      {properties: [{title: 'P', before: 'finish', requires: 'reopen'}]},
      'finish',
    ],
    [
      'before, a condition',
      {
        facts: {q},
        on: {finish: send('done', {}, {guard: 'q'})},
        properties: [{title: 'P', before: 'finish', requires: 'q'}],
      },
      null,
    ],
    [
      'before, an outside fact that no guard asks',
      {facts: {q}, properties: [{title: 'P', before: 'finish', requires: 'q'}]},
      'finish',
    ],
    [
      'after, an action',
      {properties: [{title: 'P', after: 'finish', never: 'reopen'}]},
      'finish (clerk) -> done | reopen',
    ],
    [
      'after, a condition',
      {properties: [{title: 'P', after: 'finish', never: '!settled'}]},
      'finish (clerk) -> done | reopen (clerk) -> one',
    ],
    [
      'after, held',
      {
        facts: {flag},
        on: {finish: send('done', {sets: {flag: true}})},
        properties: [{title: 'P', after: 'finish', never: '!flag'}],
      },
      null,
    ],
    ['can', {properties: [{title: 'P', can: 'finish', by: ['clerk']}]}, 'finish (clerk) -> done'],
    ['can, held', {properties: [{title: 'P', while: '!settled', can: 'finish', by: ['clerk']}]}, null],
    [
      'can, by somebody else',
      {properties: [{title: 'P', while: '!settled', can: 'finish', by: ['head']}]},
      '',
    ],
    ['only', {properties: [{title: 'P', may: 'finish', only: ['head']}]}, 'finish'],
    [
      'reveals',
      {
        reveals: {clerk: [{see: ['released.x']}]},
        properties: [{title: 'P', never: 'reveals', relation: 'clerk', compartment: 'x'}],
      },
      '',
    ],
    [
      'reveals, by what else they hold',
      {
        reveals: {head: [{see: ['x']}]},
        properties: [{title: 'P', never: 'reveals', relation: 'clerk', except: ['own.x']}],
      },
      '',
    ],
    [
      'reveals, alone',
      {
        reveals: {head: [{see: ['x']}]},
        properties: [{title: 'P', never: 'reveals', relation: 'clerk', alone: true, except: []}],
      },
      null,
    ],
    [
      'reveals, limited',
      {
        reveals: {head: [{see: ['x']}]},
        limiting: {clerk: {keeps: []}},
        properties: [{title: 'P', never: 'reveals', relation: 'clerk', except: []}],
      },
      null,
    ],
    [
      'always reveals',
      {
        reveals: {head: [{see: ['x']}]},
        limiting: {clerk: {keeps: []}},
        properties: [{title: 'P', always: 'reveals', relation: 'clerk', with: 'head', see: ['x']}],
      },
      '',
    ],
    [
      'always reveals, held',
      {
        reveals: {head: [{see: ['x']}]},
        properties: [{title: 'P', always: 'reveals', relation: 'head', see: ['x']}],
      },
      null,
    ],
  ])('judges the promise: %s', (_what, parts, way) => {
    const broken = findings(parts).filter((line) => line.startsWith('meta.properties'));
    expect(broken).toEqual(
      way === null ? [] : [['meta.properties[0] | does not hold: P', ...(way ? [way] : [])].join(' | ')],
    );
  });
});
