import {readDefinition} from '../definitions/read-definitions';
import {Vocabulary, checkDefinition} from './check-definition';
import {DefinitionSource} from './definition';
import {durationInWords} from './deadline';
import {stagePath, statePaths} from './state-path';
import {transitionsIn} from './transitions';

const good = readDefinition(`${__dirname}/../../../workflows/peer-review`).source;

/** Every word that the definition uses; what a test plants is none of them. */
function words(source: DefinitionSource): Vocabulary {
  const text = JSON.stringify(source);
  const named = (pattern: RegExp): Set<string> =>
    new Set([...text.matchAll(pattern)].flatMap(([, list = '']) => list.match(/[A-Za-z]+/g) ?? []));
  const relations = named(/"(?:by|keeps)":\[([^\]]*)\]/g);
  const {reveals, limiting, masking} = source.workflow.meta;
  for (const relation of Object.keys({...reveals, ...limiting, ...masking})) relations.add(relation);
  return {
    effects: named(/"actions":\[([^\]]*)\]/g),
    supplies: new Map([['offerAssignments', ['reviewsRequired', 'reviewersActive']]]),
    relations,
    masks: {
      hides: new Map([
        ['patient', ['patientIdentity']],
        ['people', ['subjectIdentity']],
        ['outcome', ['input']],
      ]),
      names: [{compartment: 'chart', identity: 'patientIdentity', mask: 'patient'}],
      never: new Set(['coordinator']),
    },
    compartments: named(/"see":\[([^\]]*)\]/g),
    choices: named(/"x-choices":"([^"]*)"/g),
    uploads: named(/"upload":"([^"]*)"/g),
  };
}
const vocabulary = words(good);

type Editable = Record<string, unknown>;

/** The definition with one thing changed. */
function changed(path: readonly string[], value: unknown): DefinitionSource {
  const copy = structuredClone(good) as unknown as Editable;
  let node = copy;
  for (const key of path.slice(0, -1)) node = node[key] as Editable;
  node[path.at(-1) ?? ''] = value;
  return copy as unknown as DefinitionSource;
}

const workflow = (...path: string[]): string[] => ['workflow', ...path];
const transition = {meta: {title: 'T', by: ['coordinator'], form: 'reason'}};
const action = (type: string): string[] => workflow('states', 'closed', 'on', type);
const masking = (relation: string): string[] => workflow('meta', 'masking', relation);
const state = (name: string): string[] => workflow('states', name);
const meta = {title: 'T', progress: 'underWay'};

describe('a definition', () => {
  it('has no fault as it stands', () => {
    expect(checkDefinition(good, vocabulary)).toEqual([]);
  });

  it.each<[string, string[], unknown, string]>([
    ['a mask that nothing answers to', masking('member'), [{masks: ['names']}], 'mask names does not exist'],
    ['a masked office', masking('coordinator'), [{masks: ['patient']}], 'is never blind'],
    [
      'a stranger who is masked',
      masking('passerby'),
      [{masks: ['patient']}],
      'relation passerby does not exist',
    ],
    [
      'a condition of masking',
      masking('member'),
      [{masks: ['outcome'], when: 'nowhere'}],
      'condition "nowhere"',
    ],
    ['what is masked and shown', masking('chair'), [{masks: ['patient']}], 'which meta.reveals shows'],
    [
      'a chart whose names are not masked',
      masking('lockedReviewer'),
      [{masks: ['people']}],
      'sees chart without',
    ],
    ['an id with capitals', workflow('id'), 'Peer', 'small letters'],
    ['a version that is a number', workflow('version'), 1, 'write it as text'],
    [
      'an own way that carries something out',
      state('x'),
      {meta, always: {actions: ['a']}},
      'carries out nothing',
    ],
    [
      'an own way that asks what is observed',
      state('x'),
      {meta, always: {guard: 'quorum'}},
      '`always` cannot ask it',
    ],
    [
      'an own way that nobody supplies',
      state('x'),
      {meta, always: {meta: {sets: {round: 'any'}}}},
      'nobody supplies fact round',
    ],
    ['an own way on no condition', state('x'), {meta, always: {guard: 'x'}}, 'condition "x"'],
    ['what XState does when it is done', state('x'), {meta, onDone: 'closed'}, 'onDone are not supported'],
    [
      'a deadline that is no duration',
      state('x'),
      {meta: {...meta, deadline: {after: '2 weeks'}}},
      'is no duration such as P14D',
    ],
    [
      'a turn of nobody',
      state('x'),
      {meta: {...meta, waitingFor: [{role: 'coordinater'}]}},
      'did you mean coordinator?',
    ],
    [
      'a turn on no condition',
      state('x'),
      {meta: {...meta, waitingFor: [{role: 'reviewer', when: 'x'}]}},
      'condition "x"',
    ],
    ['a parallel root', workflow('type'), 'parallel', 'in a state of its own'],
    ['one region', state('x'), {meta, type: 'parallel', states: {a: {}}}, 'two regions at least'],
    [
      'regions that both answer',
      state('x'),
      {meta, type: 'parallel', states: {a: {on: {go: transition}}, b: {on: {go: transition}}}},
      'a and b both answer to go',
    ],
    [
      'a region that is left by itself',
      state('x'),
      {meta, type: 'parallel', states: {a: {always: 'closed'}, b: {}}},
      'let an action of x.a name its target',
    ],
    [
      'a region that is settled',
      state('x'),
      {meta, type: 'parallel', states: {a: {tags: ['settled']}, b: {}}},
      'tag settled says nothing here',
    ],
    ['a tag around states', workflow('states', 'open', 'tags'), ['settled'], 'tag settled says nothing here'],
    [
      'a tag on what remembers',
      workflow('states', 'open', 'states', 'whereItWas', 'tags'),
      ['hold'],
      'tag hold',
    ],
    ['an action of any name', action('*'), transition, 'reserved'],
    ['a delay', state('x'), {meta, after: {1: 'closed'}}, '`after` is lost'],
    ['an entry action', state('x'), {meta, entry: ['a']}, 'entry, exit and onDone are not supported'],
    ['a state without a title', state('x'), {}, 'meta.title and meta.progress are missing'],
    ['a wrong initial state', workflow('initial'), 'nowhere', 'initial must be one of'],
    ['no initial state', workflow('states', 'open', 'initial'), undefined, 'initial must be one of'],
    ['an unknown target', action('x'), {...transition, target: 'nowhere'}, 'nowhere'],
    [
      'a fact without bounds',
      workflow('meta', 'facts', 'round', 'maximum'),
      2 ** 53,
      'more than 10000 values: bring minimum and maximum together',
    ],
    [
      'an initial fact outside its domain',
      workflow('meta', 'facts', 'round', 'initial'),
      0,
      'its initial value',
    ],
    ['a guard that is no condition', action('x'), {...transition, guard: 'round'}, 'condition "round"'],
    ['an unknown fact in a guard', action('x'), {...transition, guard: 'nothing'}, 'condition "nothing"'],
    ['a reveal for nobody', workflow('meta', 'reveals', 'stranger'), [], 'relation stranger does not exist'],
    [
      'a reveal of nothing',
      workflow('meta', 'reveals', 'chair'),
      [{see: ['own.secrets']}],
      'compartment secrets',
    ],
    [
      'a reveal on no condition',
      workflow('meta', 'reveals', 'chair'),
      [{see: ['stage'], when: 'x'}],
      'condition "x"',
    ],
    ['a limit that nobody has', workflow('meta', 'limiting', 'stranger'), {keeps: []}, 'relation stranger'],
    [
      'a limit that keeps nothing known',
      workflow('meta', 'limiting', 'subject'),
      {keeps: ['x']},
      'relation x',
    ],
    ['a referral without its form', workflow('meta', 'referral', 'form'), 'x', 'form x does not exist'],
    ['a reserved type', action('xstate.init'), transition, 'reserved'],
    [
      'a value that nobody supplies',
      action('x'),
      {meta: {...transition.meta, sets: {reviewsLocked: 'any'}}},
      'none of its actions supplies fact reviewsLocked',
    ],
    [
      'a value that is supplied for nothing',
      workflow('states', 'open', 'states', 'readyToAssign', 'on', 'assignReviewers', 'meta', 'sets'),
      {reviewersActive: 'any'},
      'its actions supply fact reviewsRequired',
    ],
    ['an unknown action', action('x'), {...transition, actions: ['fly']}, 'action fly does not exist'],
    ['a sender that nobody is', action('x'), {meta: {...transition.meta, by: ['king']}}, 'role king'],
    ['no sender', action('x'), {meta: {...transition.meta, by: []}}, 'nobody may send it'],
    ['no sender in short', action('x'), 'onHold', 'nobody may send it'],
    ['an unknown form', action('x'), {meta: {...transition.meta, form: 'x'}}, 'form x does not exist'],
    ['an unknown upload', action('x'), {meta: {title: 'T', by: ['coordinator'], upload: 'x'}}, 'upload x'],
    [
      'neither form nor upload',
      action('x'),
      {meta: {title: 'T', by: ['coordinator']}},
      'either a form or an upload',
    ],
    [
      'a change of no fact',
      action('x'),
      {meta: {...transition.meta, sets: {x: 1}}},
      'fact x is not declared',
    ],
    [
      'a change of what is observed',
      action('x'),
      {meta: {...transition.meta, sets: {quorum: true}}},
      'observed',
    ],
    [
      'a change beyond the domain',
      action('x'),
      {meta: {...transition.meta, sets: {round: 99}}},
      'cannot become 99',
    ],
    ['a list that nobody fills', ['forms', 'x'], {items: {'x-choices': 'x'}}, 'x-choices x does not exist'],
  ])('with %s is refused', (_, path, value, fault) => {
    const faults = checkDefinition(changed(path, value), vocabulary).map((one) => one.fault);
    expect(faults.join('\n')).toContain(fault);
  });

  it.each<[string, object, string]>([
    [
      'before',
      {before: 'recordDetermintion', requires: 'quorum'},
      'action recordDetermintion does not exist; did you mean recordDetermination?',
    ],
    ['after', {after: 'x', never: 'settled'}, 'action x does not exist'],
    ['can', {can: 'x'}, 'action x does not exist'],
    ['may', {may: 'x', only: ['coordinator']}, 'action x does not exist'],
    [
      'requires',
      {before: 'reopen', requires: 'requestInputs'},
      'no action and no condition; action requestInputs does not exist; did you mean requestInput?',
    ],
    ['requires, a condition', {before: 'reopen', requires: 'rond > 1'}, 'condition "rond > 1"'],
    ['never after', {after: 'reopen', never: 'witdraw'}, 'did you mean withdraw?'],
    [
      'by',
      {can: 'reopen', by: ['coordinater']},
      'relation coordinater does not exist; did you mean coordinator?',
    ],
    ['only', {may: 'reopen', only: ['x']}, 'relation x does not exist'],
    ['relation', {never: 'reveals', relation: 'x', except: []}, 'relation x does not exist'],
    [
      'with',
      {always: 'reveals', relation: 'subject', with: 'x', see: ['stage']},
      'relation x does not exist',
    ],
    [
      'compartment',
      {never: 'reveals', relation: 'subject', compartment: 'x'},
      'compartment x does not exist',
    ],
    ['except', {never: 'reveals', relation: 'subject', except: ['own.x']}, 'compartment x does not exist'],
    ['see', {always: 'reveals', relation: 'subject', see: ['x']}, 'compartment x does not exist'],
    ['while', {while: 'x', can: 'reopen'}, 'condition "x"'],
    ['then', {after: 'reopen', then: 'x'}, 'condition "x"'],
    ['after, narrowed', {while: 'settled', after: 'reopen', never: 'settled'}, 'leave out `while`'],
    [
      'before, narrowed',
      {while: 'settled', before: 'reopen', requires: 'startScreening'},
      'leave out `while`',
    ],
    ['never', {never: 'x'}, 'condition "x"'],
    ['always', {always: 'round'}, 'condition "round"'],
    ['eventually', {eventually: 'x'}, 'condition "x"'],
    [
      'a stage',
      {while: "stage == 'open.panelDecison'", can: 'recuse'},
      'stage open.panelDecison does not exist; did you mean open.panelDecision?',
    ],
  ])('is told of what does not exist in a promise: %s', (_kind, property, fault) => {
    const source = changed(workflow('meta', 'properties'), [{title: 'P', ...property}]);
    const [first, ...others] = checkDefinition(source, vocabulary);
    expect(others).toEqual([]);
    expect(first).toMatchObject({where: 'meta.properties[0]'});
    expect(first?.fault).toMatch(/^P: /);
    expect(first?.fault).toContain(fault);
  });

  it('is told of all its faults at once', () => {
    const source = changed(action('x'), {meta: {title: 'T', by: ['king', 'queen'], form: 'x'}, guard: 'x'});
    expect(checkDefinition(source, vocabulary)).toHaveLength(4);
  });
});

describe('a duration', () => {
  it('can be said in words', () => {
    expect(durationInWords('P2W1DT1H30M')).toBe('2 weeks 1 day 1 hour 30 minutes');
    expect(() => durationInWords('2 weeks')).toThrow(RangeError);
  });
});

describe('a state’s path', () => {
  it('names the outer states first', () => {
    expect(statePaths({open: {deep: 'inner'}})).toEqual(['open', 'open.deep', 'open.deep.inner']);
    expect(stagePath('closed')).toBe('closed');
    expect(statePaths({open: undefined})).toEqual(['open']);
    expect(stagePath({open: undefined})).toBe('open');
    expect(stagePath({})).toBe('');
    expect(stagePath({open: {both: {left: 'a', right: 'b'}}})).toBe('open.both');
  });
});

describe('transitions', () => {
  it('may be written as a target, one, or several', () => {
    expect(transitionsIn('x')).toEqual([{target: 'x', meta: {title: 'x', by: []}}]);
    expect(transitionsIn(transition)).toEqual([transition]);
    expect(transitionsIn([transition, transition])).toHaveLength(2);
  });
});
