import type {WorkflowSource} from '../../src/workflow';

const meta = (title: string, rest: object = {}) => ({title, by: ['clerk'], form: 'reason', ...rest});

/** Two levels of history, absolute and inner targets, a wait outside: what the shipped definition does not use. */
export const nested = {
  id: 'nested',
  version: '1',
  initial: 'work',
  meta: {
    facts: {
      n: {type: 'integer', minimum: 0, maximum: 2, initial: 0},
      seen: {type: 'boolean', from: 'outside'},
    },
    reveals: {},
    limiting: {},
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

/** Two regions at once, one of them with a choice inside, left and found again through both kinds of history. */
export const parallel = {
  id: 'parallel',
  version: '1',
  initial: 'both',
  meta: {
    facts: {n: {type: 'integer', minimum: 0, maximum: 2, initial: 0}},
    reveals: {},
    limiting: {},
  },
  states: {
    both: {
      type: 'parallel',
      on: {
        leave: {target: 'away', meta: meta('Leave')},
        again: {target: 'both', meta: meta('Again')},
        jump: {target: '.right.two', meta: meta('Jump')},
      },
      states: {
        left: {
          initial: 'a',
          on: {cross: {target: '#parallel.both.right.two.y', meta: meta('Cross')}},
          states: {
            a: {on: {push: {target: 'b', meta: meta('Push', {sets: {n: 1}})}}},
            b: {
              on: {
                push: {target: 'a', meta: meta('Push', {by: ['head']})},
                leave: {target: '#parallel.done', meta: meta('End')},
              },
            },
          },
        },
        right: {
          initial: 'one',
          states: {
            one: {on: {turn: {guard: 'n > 0', target: 'two', meta: meta('Turn')}}},
            two: {
              initial: 'x',
              on: {turn: {target: 'one', meta: meta('Turn')}},
              states: {
                x: {on: {step: {target: 'y', meta: meta('Step')}}},
                y: {on: {step: {target: '#parallel.both.left', meta: meta('Step')}}},
                kept: {type: 'history'},
              },
            },
          },
        },
        side: {on: {stir: {meta: meta('Stir', {sets: {n: 'any'}})}}},
        was: {type: 'history', history: 'shallow'},
        deep: {type: 'history', history: 'deep'},
      },
    },
    away: {
      on: {
        shallow: {target: 'both.was', meta: meta('Shallow')},
        deep: {target: 'both.deep', meta: meta('Deep')},
        inner: {target: 'both.right.two.kept', meta: meta('Inner')},
      },
    },
    done: {tags: ['settled'], on: {reopen: {target: 'both.deep', meta: meta('Re-open')}}},
  },
} as unknown as WorkflowSource;

/** States that are left by themselves, one after the other, from the beginning on. */
export const eventless = {
  id: 'eventless',
  version: '1',
  initial: 'gate',
  meta: {
    facts: {
      n: {type: 'integer', minimum: 0, maximum: 3, initial: 0},
      ready: {type: 'boolean', initial: false},
    },
    reveals: {},
    limiting: {},
  },
  states: {
    gate: {always: 'work'},
    work: {
      initial: 'a',
      always: [{guard: 'n == 3', target: 'done', meta: {sets: {n: 0}}}],
      on: {
        more: {guard: 'n < 3', meta: meta('More', {sets: {n: {add: 1}}})},
        choose: {meta: meta('Choose', {sets: {n: 'any', ready: 'any'}})},
      },
      states: {
        a: {
          always: [
            {guard: 'ready && n > 0', target: 'b', meta: {sets: {ready: false, n: {add: -1}}}},
            {guard: 'ready', target: '#eventless.idle'},
          ],
        },
        b: {always: {guard: 'n == 1', meta: {sets: {n: 2}}}, on: {back: {target: 'a', meta: meta('Back')}}},
        was: {type: 'history'},
      },
    },
    idle: {on: {go: {target: 'work.was', meta: meta('Go', {sets: {ready: false}})}}},
    done: {tags: ['settled'], on: {reopen: {target: 'gate', meta: meta('Re-open')}}},
  },
} as unknown as WorkflowSource;
