import {findings, n, send, waits} from '../../../test/support/small-workflow';
import type {Parts} from '../../../test/support/small-workflow';

const sends = (deadline: object, on: object): Parts => ({
  on: {go: send('late')},
  states: {
    late: {meta: {...waits, deadline: {after: 'P1D', ...deadline}}, on: {finish: send('done'), ...on}},
  },
});
const byItself = {escalate: send('done', {by: ['system']})};

describe('a deadline', () => {
  it('leads somewhere when the system can take what it sends', () => {
    expect(findings(sends({sends: 'escalate'}, byItself))).toEqual([]);
  });

  it.each<[string, Parts, string]>([
    [
      'names no action',
      sends({sends: 'escalate'}, {}),
      'late | its deadline leads nowhere: escalate cannot be taken by system there | go (clerk) -> late',
    ],
    [
      'names an action that only people take',
      sends({sends: 'finish'}, {}),
      'late | its deadline leads nowhere: finish cannot be taken by system there | go (clerk) -> late',
    ],
    [
      'names one that cannot be taken then, with the way to it',
      {
        ...sends({sends: 'escalate'}, {escalate: send('done', {by: ['system']}, {guard: 'n > 0'})}),
        facts: {n},
      },
      'late | its deadline leads nowhere: escalate cannot be taken by system there | go (clerk) -> late',
    ],
  ])('that %s is told', (_what, parts, expected) => {
    expect(findings(parts)).toContain(expected);
  });
});

describe('a stage', () => {
  const away = (tags: readonly string[]): Parts => ({
    on: {go: send('work')},
    states: {
      work: {
        initial: 'a',
        on: {leave: send('away')},
        states: {
          a: {meta: waits, on: {finish: send('#small.done')}},
          was: {type: 'history', history: 'deep'},
        },
      },
      away: {tags, meta: waits, on: {back: send('work.was')}},
    },
  });

  it('that goes back to where the case was, without letting its deadlines rest, is told', () => {
    expect(findings(away([]))).toEqual([
      'away | goes back to where the case was, and the time of that stage begins anew: let it rest with tags: [hold]',
    ]);
    expect(findings(away(['hold']))).toEqual([]);
  });

  it('in which the system alone can act is told', () => {
    const states = {late: {meta: {...waits, deadline: {after: 'P1D', sends: 'escalate'}}, on: byItself}};
    expect(findings({on: {go: send('late')}, states})).toEqual([
      'late | is a state in which nobody may act | go (clerk) -> late',
      'late | waits for clerk, who has nothing there that leads on: give it a primary action | go (clerk) -> late',
    ]);
  });

  it('that waits for somebody who can do nothing is told', () => {
    const states = {a: {meta: {...waits, waitingFor: [{role: 'head'}]}, on: {finish: send('done')}}};
    expect(findings({on: {go: send('a')}, states})).toEqual([
      'a | waits for head, who has nothing there that leads on: give it a primary action | go (clerk) -> a',
    ]);
  });
});

const region = (name: string, next: string) => ({
  initial: name,
  states: {
    [name]: {meta: {waitingFor: [{role: 'clerk'}]}, on: {[next]: send(`${name}Done`)}},
    [`${name}Done`]: {},
  },
});
const both = (end: object = {}): Parts => ({
  facts: {n},
  on: {split: send('both', {sets: {n: 0}})},
  states: {
    both: {
      type: 'parallel',
      meta: waits,
      on: {join: send('done', {}, {guard: 'n == 2', ...end})},
      states: {
        left: {initial: 'l', states: {l: {on: {left: send('lDone', {sets: {n: {add: 1}}})}}, lDone: {}}},
        right: {initial: 'r', states: {r: {on: {right: send('rDone', {sets: {n: {add: 1}}})}}, rDone: {}}},
      },
    },
  },
});

describe('regions in parallel', () => {
  it('are explored in every order', () => {
    expect(findings(both())).toEqual([]);
  });

  it('show where each of them is, on the way to what is wrong', () => {
    expect(findings({...both(), properties: [{title: 'P', never: "stage == 'both' && n == 2"}]})).toEqual([
      'meta.properties[0] | does not hold: P | split (clerk) -> both.left.l + both.right.r | right (clerk) -> both.left.l + both.right.rDone; n = 1 | left (clerk) -> both.left.lDone + both.right.rDone; n = 2',
    ]);
  });

  it('are told when they can never be left', () => {
    expect(findings(both({guard: 'n == 0 && false'})).join('\n')).toContain(
      'both | never comes to a settled state from there | split (clerk) -> both.left.l + both.right.r',
    );
  });

  it('are told of a state in one of them that is never reached', () => {
    const parts = both();
    const states = structuredClone(parts.states) as {both: {states: object}};
    Object.assign(states.both.states, {
      third: region('t', 'third'),
      fourth: {initial: 'x', states: {x: {}, y: {}}},
    });
    expect(findings({...parts, states})).toEqual(['both.fourth.y | is never reached, or left at once']);
  });
});

describe('a promise', () => {
  it('narrowed to what never happens is told', () => {
    const properties = [{title: 'P', while: 'n == 2', can: 'finish'}];
    expect(findings({facts: {n}, on: {go: send('done', {}, {guard: 'n < 1'})}, properties})).toContain(
      'meta.properties[0] | speaks of nothing: P: its `while` never holds',
    );
  });
});
