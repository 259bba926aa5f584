import {findings, n, send} from '../../../test/support/small-workflow';
import type {Parts} from '../../../test/support/small-workflow';

const more = {more: send(undefined, {sets: {n: {add: 1}}}, {guard: 'n < 2'})};

describe('alternatives of one action', () => {
  const overlapping = (first: string, second?: string): Parts => ({
    facts: {n},
    on: {
      ...more,
      go: [
        send('done', {}, {guard: first}),
        send(undefined, {sets: {n: 0}}, second === undefined ? {} : {guard: second}),
      ],
    },
  });
  const overlaps = (parts: Parts): string[] =>
    findings(parts).filter((line) => line.includes('without an order'));

  it('may not overlap when nothing says which comes first', () => {
    expect(overlaps(overlapping('n < 2', 'n > 0'))).toEqual([
      'one.on.go [n > 0] | overlaps with [n < 2] without an order: let one exclude the other, or the last have no guard | more (clerk); n = 1 | go',
    ]);
  });

  it.each<[string, string, string | undefined]>([
    ['exclude one another', 'n < 1', 'n > 0'],
    ['put the special case first', 'n == 1', 'n > 0'],
    ['end with one that needs no guard', 'n < 2', undefined],
  ])('may %s', (_what, first, second) => {
    expect(overlaps(overlapping(first, second))).toEqual([]);
  });

  it('may overlap where nobody may send both', () => {
    const go = [send('done', {}, {guard: 'n < 2'}), send('done', {by: ['head']}, {guard: 'n > 0'})];
    expect(overlaps({facts: {n}, on: {...more, go}})).toEqual([]);
  });
});

describe('what is taken by itself', () => {
  const waits = {
    title: 'Waits',
    progress: 'underWay',
    waitingFor: [{role: 'clerk'}],
    deadline: {after: 'P1D'},
  };

  it('is followed to where the case rests', () => {
    expect(
      findings({
        facts: {n},
        on: {go: send('pass', {sets: {n: 1}})},
        states: {
          pass: {
            meta: waits,
            always: [
              {guard: 'n == 0', target: 'one'},
              {target: 'done', meta: {sets: {n: 0}}},
            ],
          },
        },
      }),
    ).toEqual(
      [
        'pass | is never reached, or left at once',
        'pass.always [n == 0] | its guard is never true where it is asked',
      ].reverse(),
    );
  });

  it('may not go round for ever: the actions that begin it are told', () => {
    const states = {a: {meta: waits, always: 'b'}, b: {meta: waits, always: 'a'}};
    expect(findings({on: {go: send('a')}, states})).toContain(
      'one.on.go | what `always` takes after it never ends | go',
    );
  });

  it('may not keep a new case from ever resting', () => {
    expect(findings({states: {one: {meta: waits, always: {meta: {}}}}})).toEqual([
      'small | a new case never rests: what `always` takes at the beginning never ends',
    ]);
  });

  it('may not take a fact out of its domain', () => {
    const states = {
      a: {meta: waits, always: [{guard: 'n == 2', target: 'one', meta: {sets: {n: {add: 1}}}}, 'done']},
    };
    const parts = {
      facts: {n},
      on: {...more, go: send('a')},
      states: {a: {...states.a, always: states.a.always.slice(0, 1)}},
    };
    expect(findings(parts)).toContain(
      'one.on.go | takes a fact out of its domain | more (clerk); n = 1 | more (clerk); n = 2 | go',
    );
  });

  it('is told when an unguarded one leaves a state that people work in', () => {
    const states = {one: {meta: waits, always: 'done', on: {finish: send('done')}}};
    expect(findings({states})).toContain('one | is never reached, or left at once');
  });
});
