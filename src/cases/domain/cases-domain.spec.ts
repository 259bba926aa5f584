import {StreamEvent} from '../../audit';
import {project} from '../../disclosure';
import {CaseRelation} from '../../workflow';
import {readDefinitions} from '../../workflow/definitions/read-definitions';
import {begin} from '../../workflow/domain/step';
import {compileWorkflow} from '../../workflow/domain/compile-workflow';
import {actionRecord, readRecord, referralRefusedRecord, refusalRecord, unseenRecord} from './case-events';
import {CaseFields, caseRecord} from './case-record';
import {choicesNeeded, filledForm, formFaults} from './form-check';
import {presentCase, presentSummary} from './present-case';
import {projectHistory} from './project-history';
import {PersonWithRoles, hasQuorum, isLimited, relationsOf} from './relations-of';
import {viewDigest} from './view-digest';

const [read] = readDefinitions(`${__dirname}/../../../workflows`);
if (!read) throw new Error('workflows/peer-review is missing');
const workflow = compileWorkflow(read.source, read.hash);

const circle = (relations: readonly CaseRelation[] = [], quorum = 2) => ({
  workflow,
  committeeId: 'medicine',
  chairs: ['chair'],
  relations,
  quorum,
});
const holding = (personId: string, ...relations: string[]): CaseRelation[] =>
  relations.map((relation) => ({personId, relation}));
const person = (personId: string, ...roles: [string, string | null][]): PersonWithRoles => ({
  personId,
  roles: roles.map(([role, committeeId]) => ({role, committeeId})),
});

describe('relationsOf', () => {
  it('counts roles of the organisation and of the case’s own committee', () => {
    const roles: [string, string | null][] = [
      ['coordinator', null],
      ['member', 'medicine'],
      ['chair', 'surgery'],
      ['chair', null],
    ];
    expect([...relationsOf(person('p', ...roles), circle())]).toEqual(['coordinator', 'member']);
  });

  it('takes no granted role for a relation of the same name', () => {
    expect([...relationsOf(person('p', ['physicianLeader', null], ['subject', null]), circle())]).toEqual([]);
    expect([
      ...relationsOf(person('p', ['physicianLeader', null]), circle(holding('p', 'physicianLeader'))),
    ]).toEqual(['physicianLeader']);
  });

  it('lets the chair preside, and the vice-chair only when no chair is left', () => {
    const [chair, vice] = [person('chair', ['chair', 'medicine']), person('vice', ['viceChair', 'medicine'])];
    const presides = (one: PersonWithRoles, relations: readonly CaseRelation[] = []): boolean =>
      relationsOf(one, circle(relations)).has('presiding');
    expect([presides(chair), presides(vice)]).toEqual([true, false]);
    const recused = holding('chair', 'recused');
    expect([presides(chair, recused), presides(vice, recused)]).toEqual([false, true]);
    expect(presides(vice, [...recused, ...holding('vice', 'conflicted')])).toBe(false);
  });
});

describe('the quorum', () => {
  it('counts who is present and free', () => {
    const present = [...holding('a', 'present'), ...holding('b', 'present')];
    expect(hasQuorum(circle(present))).toBe(true);
    expect(hasQuorum(circle([...present, ...holding('b', 'recused')]))).toBe(false);
    expect(isLimited('b', circle(holding('b', 'conflicted')))).toBe(true);
    expect(isLimited('b', circle(holding('b', 'referrer')))).toBe(false);
  });
});

const fields = (state: CaseFields['row']['state'], due: Date | null = new Date(1000)): CaseFields => ({
  ...circle([
    ...holding('R', 'acceptedReviewer'),
    ...holding('A', 'lockedReviewer'),
    ...holding('S', 'subject'),
  ]),
  facts: {...begin(workflow).facts, inputOffered: true},
  row: {
    id: 'id',
    number: 'PR-1',
    state,
    stage_since: new Date(0),
    due_at: due,
    opened_at: new Date(0),
    class: 'case',
    committee_name: 'Medicine',
    subject_id: 'S',
    referrer_id: 'F',
    event_group: null,
  },
});
const disclosed = (
  relations: readonly string[],
  personId = 'X',
  state: CaseFields['row']['state'] = {open: 'awaitingInput'},
) => {
  const held = new Set(relations);
  const seen = project(caseRecord(fields(state), [], held), {personId, relations: held});
  if (!seen) throw new Error('nothing is disclosed');
  return seen;
};

const surroundings = {
  programme: 'peer-review',
  workflow: {id: 'peer-review', version: '1', hash: 'h'},
  reference: 'random',
  people: new Map([['S', 'Dr S']]),
};

describe('what is presented', () => {
  it('is the state and the number for the office, progress and a reference for others', () => {
    expect(presentSummary(disclosed(['coordinator']), surroundings)).toMatchObject({
      number: 'PR-1',
      state: {open: 'awaitingInput'},
      stateTitle: "Awaiting the physician's input",
      waitingFor: [{role: 'subject', since: '1970-01-01T00:00:00.000Z', due: '1970-01-01T00:00:01.000Z'}],
      focusPhysician: {id: 'S', name: 'Dr S'},
    });
    const told = presentSummary(disclosed(['referrer']), surroundings);
    expect(told).toMatchObject({
      number: 'random',
      state: 'underWay',
      stateTitle: 'Under way',
      waitingFor: [],
    });
    expect(told).not.toHaveProperty('focusPhysician');
    expect(presentSummary(disclosed(['subject'], 'S'), surroundings).waitingFor).toHaveLength(1);
  });

  it('gives a reviewer their turn though it is said in a plainer word', () => {
    const one = fields({open: 'inReview'}, null);
    const facts = {...one.facts, reviewersActive: 1, reviewsRequired: 1};
    const record = caseRecord({...one, facts}, [], new Set(['acceptedReviewer']));
    expect(record.fields.progress?.['waitingFor']).toEqual([
      {role: 'reviewer', since: '1970-01-01T00:00:00.000Z', due: null},
    ]);
    expect(record.fields.reviewerIdentity?.['reviewers']).toEqual([
      {person: 'A', status: 'locked'},
      {person: 'R', status: 'accepted'},
    ]);
  });

  it('names reviewers, referrer and links to whoever sees them, and nobody else', () => {
    const body = (relations: readonly string[]) =>
      presentCase(disclosed(relations), {
        ...surroundings,
        privilege: 'P',
        version: 'v',
        linked: [{id: 'other', number: 'PR-2'}],
        allowedActions: [],
      });
    expect(body(['coordinator'])).toMatchObject({referrer: {id: 'F', name: ''}, linked: [{id: 'other'}]});
    for (const key of ['referrer', 'reviewers', 'linked']) expect(body(['subject'])).not.toHaveProperty(key);
  });
});

describe('the version that a viewer holds', () => {
  it('changes with what they see and with what they may do, and with nothing else', () => {
    const version = viewDigest(disclosed(['referrer']), []);
    expect(version).toMatch(/^[\w-]{22}$/);
    expect(viewDigest(disclosed(['referrer'], 'X', {open: 'panelDecision'}), [])).toBe(version);
    expect(viewDigest(disclosed(['referrer'], 'X', 'closed'), [])).not.toBe(version);
    expect(viewDigest(disclosed(['referrer']), ['x'])).not.toBe(version);
  });
});

const entry = (
  number: number,
  who: string,
  as: string[],
  details: StreamEvent['event'] | object,
): StreamEvent => ({
  number,
  at: new Date(number),
  kind: 'change',
  hash: `h${number}`,
  event: {
    type: 'action',
    action: 'U',
    outcome: '0',
    who,
    as,
    on: 'case',
    details: details as Record<string, unknown>,
  },
});
const events: StreamEvent[] = [
  entry(1, 'F', ['referrer'], {}),
  entry(2, 'C', ['coordinator'], {action: 'startScreening', from: 'open.referred', to: 'open.screening'}),
  entry(3, 'R', ['acceptedReviewer'], {action: 'lockReview', from: 'a', to: 'b'}),
  entry(4, 'N', [], {action: 'x'}),
  {...entry(5, 'F', [], {}), event: null},
];

describe('the history', () => {
  const titles = (action: string): string => action.toUpperCase();
  const history = (relations: readonly string[], personId: string) =>
    projectHistory(disclosed(relations, personId), events, {
      personId,
      compliance: relations.includes('compliance'),
      titles,
    });

  it('is each step for the office, with names', () => {
    expect(history(['coordinator'], 'C').map(({type, by, as, own}) => [type, by, as, own])).toEqual([
      ['action', 'F', 'referrer', false],
      ['startScreening', 'C', 'coordinator', true],
      ['lockReview', 'R', 'acceptedReviewer', false],
      ['x', 'N', null, false],
    ]);
  });

  it('is the own steps for others, and without names where an identity is not theirs to know', () => {
    expect(history(['referrer'], 'F').map(({number, type}) => [number, type])).toEqual([
      [undefined, 'action'],
    ]);
    expect(history(['compliance'], 'Z').map(({number, hash, by}) => [number, hash, by])).toEqual([
      [1, 'h1', null],
      [2, 'h2', 'C'],
      [3, 'h3', null],
      [4, 'h4', 'N'],
    ]);
  });

  it('tells from where to where only to those who see stages', () => {
    expect(history(['coordinator'], 'C')[1]).toMatchObject({title: 'STARTSCREENING', from: 'open.referred'});
    expect(history(['referrer'], 'F')[0]).not.toHaveProperty('from');
  });
});

describe('the check of a form', () => {
  const form = {
    type: 'object',
    additionalProperties: false,
    required: ['who'],
    properties: {
      who: {type: 'string', 'x-choices': 'people'},
      list: {type: 'array', uniqueItems: true, items: {type: 'string', 'x-choices': 'people'}},
      on: {type: 'string', format: 'date'},
      any: {type: 'array'},
      'a/b': {type: 'string', 'x-choices': 'nobody'},
    },
  };
  const choices = new Map([['people', [{const: 'p', title: 'P'}]]]);

  it.each<[unknown, {pointer: string; detail: string}[]]>([
    [{who: 'p', list: ['p'], on: '0001-01-01'}, []],
    [{}, [{pointer: '/data/who', detail: 'is required'}]],
    [{who: 'p', 'x/y': 1}, [{pointer: '/data/x~1y', detail: 'is not a field of this form'}]],
    [{who: 1}, [{pointer: '/data/who', detail: 'must be string'}]],
    [{who: 'p', on: '0000-01-01'}, [{pointer: '/data/on', detail: 'must match format "date"'}]],
    [{who: 'q'}, [{pointer: '/data/who', detail: 'is not one of those who or which can be chosen'}]],
    [
      {who: 'p', list: ['p', 'q']},
      [{pointer: '/data/list/1', detail: 'is not one of those who or which can be chosen'}],
    ],
    [
      {who: 'p', 'a/b': 'p'},
      [{pointer: '/data/a~1b', detail: 'is not one of those who or which can be chosen'}],
    ],
  ])('of %j', (data, faults) => {
    expect(formFaults(form, data, choices)).toEqual(faults);
  });

  it('refuses an endless list before its items are compared', () => {
    const data = {who: 'p', any: [{list: Array.from({length: 1001}, () => ({}))}]};
    expect(formFaults(form, data, choices)).toEqual([
      {pointer: '/data/any/0/list', detail: 'must not have more than 1000 items'},
    ]);
  });

  it('fills lists in, and takes nothing where nobody can be chosen', () => {
    expect([...choicesNeeded(form)]).toEqual(['people', 'nobody']);
    expect(filledForm(form, choices)).toMatchObject({
      properties: {
        who: {type: 'string', oneOf: [{const: 'p', title: 'P'}]},
        'a/b': {type: 'string', not: {}},
      },
    });
    expect(JSON.stringify(filledForm(form, choices))).not.toContain('x-choices');
  });
});

describe('what is put on record', () => {
  it('is a change under its case, with sorted relations and without a word of content', () => {
    const change = {who: 'p', as: ['b', 'a'], action: 'hold', from: 'x', to: 'y', shown: [] as const};
    expect(actionRecord('c', change)).toMatchObject({
      stream: 'case/c',
      kind: 'change',
      event: {as: ['a', 'b']},
    });
    expect(readRecord('c', {who: 'p', as: new Set(['b', 'a']), what: 'w', shown: ['input']})).toMatchObject({
      stream: 'case-access/c',
      event: {as: ['a', 'b'], details: {shown: ['input']}},
    });
  });

  it('is a refusal under the case only when the sender may know of it', () => {
    const stream = (code: string): string => refusalRecord('c', {who: 'p', action: 'hold', code}).stream;
    expect(['stale', 'invalid', 'action_not_allowed'].map(stream)).toEqual(Array(3).fill('case-access/c'));
    expect(['not_found', 'unknown_action', 'key_reused'].map(stream)).toEqual(Array(3).fill('account/p'));
    expect(unseenRecord('c', {who: 'p', what: 'w'})).toMatchObject({
      stream: 'account/p',
      event: {outcome: '4'},
    });
    expect(referralRefusedRecord('p', 'invalid')).toMatchObject({stream: 'account/p', event: {on: null}});
  });

  it('does not quote an action that no workflow knows', () => {
    const refused = refusalRecord('c', {who: 'p', action: 'patient Smith', code: 'unknown_action'});
    expect(JSON.stringify(refused)).not.toContain('Smith');
  });
});
