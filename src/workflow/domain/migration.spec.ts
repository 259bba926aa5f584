import {WorkflowSource} from './definition';
import {Migration} from './migration';

const by = (title: string, further: object = {}) => ({
  title,
  by: ['coordinator'],
  form: 'f',
  primary: true,
  ...further,
});
const stage = (title: string) => ({
  title,
  progress: 'underWay',
  waitingFor: [{role: 'coordinator'}],
  deadline: {after: 'P1D'},
});

/** Two stages, a hold, and an end that asks for a check first. */
const first = {
  id: 'small',
  version: '1',
  initial: 'open',
  meta: {
    title: 'Small',
    numberPrefix: 'S',
    referral: {form: 'f'},
    report: 'R',
    facts: {checked: {type: 'boolean', initial: false}},
    limiting: {},
    reveals: {},
  },
  states: {
    open: {
      initial: 'a',
      on: {hold: {target: 'onHold', meta: by('Hold')}},
      states: {
        a: {meta: stage('A'), on: {go: {target: 'b', meta: by('Go')}}},
        b: {
          meta: stage('B'),
          on: {
            check: {guard: '!checked', meta: by('Check', {sets: {checked: true}})},
            end: {guard: 'checked', target: '#small.closed', meta: by('End')},
          },
        },
        back: {type: 'history', history: 'deep'},
      },
    },
    onHold: {tags: ['hold'], meta: stage('Held'), on: {resume: {target: 'open.back', meta: by('Resume')}}},
    closed: {type: 'final', tags: ['settled'], meta: {title: 'Closed', progress: 'closed'}},
  },
} as unknown as WorkflowSource;

/** Another version, changed as text. */
function second(...changes: readonly (readonly [string, string])[]): WorkflowSource {
  const text = changes.reduce((all, [old, now]) => all.replaceAll(old, now), JSON.stringify(first));
  return {...(JSON.parse(text) as WorkflowSource), version: '2'};
}

const renamed = second(['"b":', '"c":'], ['"target":"b"', '"target":"c"']);
const inB = {state: {value: {open: 'b'}, history: {}}, facts: {checked: true}};
const heldInB = {
  state: {value: 'onHold', history: {'small.open.back': ['small.open.b']}},
  facts: {checked: true},
};

describe('a case', () => {
  it('goes to the state of the same name, with its facts', () => {
    expect(new Migration(first, second(), {}).move(inB)).toEqual({ok: true, stage: 'open.b', ...inB});
  });

  it('goes where the map says, and so does what history remembers', () => {
    const migration = new Migration(first, renamed, {'open.b': 'open.c'});
    expect(migration.faults).toEqual([]);
    expect(migration.move(inB)).toMatchObject({
      ok: true,
      stage: 'open.c',
      state: {value: {open: 'c'}, history: {}},
    });
    expect(migration.move(heldInB)).toMatchObject({
      ok: true,
      stage: 'onHold',
      state: {value: 'onHold', history: {'small.open.back': ['small.open.c']}},
    });
  });

  it('goes with the state around its own', () => {
    const around = second(
      ['"open":', '"active":'],
      ['open.back', 'active.back'],
      ['"initial":"open"', '"initial":"active"'],
    );
    const migration = new Migration(first, around, {open: 'active'});
    expect(migration.move(inB)).toMatchObject({ok: true, stage: 'active.b'});
    expect(migration.move(heldInB)).toMatchObject({
      ok: true,
      state: {history: {'small.active.back': ['small.active.b']}},
    });
  });

  it('begins with new facts as the definition does', () => {
    const more = second(
      ['"facts":{', '"facts":{"urgent":{"type":"boolean","initial":false},'],
      ['!checked', '!checked && !urgent'],
    );
    const migration = new Migration(first, more, {});
    expect(migration.faults.join('\n')).not.toContain('small and');
    const sound = second(
      ['"facts":{', '"facts":{"urgent":{"type":"boolean","initial":false},'],
      [
        '"on":{"go":',
        '"on":{"press":{"guard":"!urgent","meta":{"title":"Press","by":["coordinator"],"form":"f","primary":true,"sets":{"urgent":true}}},"go":',
      ],
    );
    expect(new Migration(first, sound, {}).move(inB)).toMatchObject({
      ok: true,
      facts: {checked: true, urgent: false},
    });
  });

  it.each([['its state is gone', renamed, inB, 'there is no state open.c']])(
    'stays when %s',
    (_, to, moving) => {
      expect(new Migration(first, to, {}).move(moving)).toEqual({
        ok: false,
        why: 'there is no state open.b: say where open.b goes with --map',
      });
    },
  );

  it('stays when it would come back to nothing', () => {
    expect(new Migration(first, renamed, {}).move(heldInB)).toMatchObject({
      ok: false,
      why: expect.stringContaining('it would come back to open.b, which does not exist') as string,
    });
  });

  it('stays when nothing remembers where it was', () => {
    const forgetful = second(
      [
        '"back":{"type":"history","history":"deep"}',
        '"d":' + JSON.stringify({meta: stage('D'), on: {go: {target: 'a', meta: by('Go')}}}),
      ],
      ['open.back', 'open.d'],
    );
    expect(new Migration(first, forgetful, {}).move(heldInB)).toMatchObject({
      ok: false,
      why: 'there is no history state open.back, which remembers open.b',
    });
  });

  it('stays when the new version could not have brought it there', () => {
    const moving = {state: {value: {open: 'a'}, history: {}}, facts: {checked: true}};
    expect(new Migration(first, second(), {}).move(moving)).toEqual({
      ok: false,
      why: 'the new version never comes to open.a with these facts',
    });
  });

  it('stays when a fact has a value that is unknown there', () => {
    const counted = second(
      ['"type":"boolean","initial":false', '"type":"integer","minimum":0,"maximum":1,"initial":0'],
      ['!checked', 'checked == 0'],
      ['"guard":"checked"', '"guard":"checked == 1"'],
      ['"checked":true', '"checked":1'],
    );
    expect(new Migration(first, counted, {}).move(inB)).toEqual({
      ok: false,
      why: 'fact checked has a value that the new version does not know',
    });
  });
});

describe('nothing is moved', () => {
  it.each([
    ['to another programme', {...second(), id: 'other'}, {}, 'different programmes'],
    ['by a map of what never was', second(), {nowhere: 'closed'}, 'the old version has no state nowhere'],
    ['by a map to nowhere', second(), {closed: 'nowhere'}, 'the new version has no state nowhere'],
    [
      'to what is not sound',
      second(['"waitingFor":[{"role":"coordinator"}]', '"waitingFor":[]']),
      {},
      'is not sound',
    ],
  ])('%s', (_, to, map, fault) => {
    const migration = new Migration(first, to, map);
    expect(migration.faults.join('\n')).toContain(fault);
    expect(migration.move(inB)).toEqual({ok: false, why: 'the versions do not fit'});
  });

  it('and what is observed is not carried', () => {
    const observed = second(
      ['"facts":{', '"facts":{"quorum":{"type":"boolean","from":"outside"},'],
      ['"guard":"checked"', '"guard":"checked && quorum"'],
    );
    expect(
      new Migration(first, observed, {}).move({...inB, facts: {checked: true, quorum: true}}),
    ).toMatchObject({
      ok: true,
      facts: {checked: true},
    });
  });
});
