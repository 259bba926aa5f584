import {RecordItem, project} from '../../disclosure';
import {CaseRelation} from '../../workflow';
import {readDefinitions} from '../../workflow/definitions/read-definitions';
import {begin} from '../../workflow/domain/step';
import {compileWorkflow} from '../../workflow/domain/compile-workflow';
import {CaseFields, caseRecord} from './case-record';
import {presentCase, presentSummary} from './present-case';
import {viewDigest} from './view-digest';

const read = readDefinitions(`${__dirname}/../../../workflows`).find(
  ({source}) => source.workflow.id === 'peer-review',
);
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
  next: null,
  programme: 'peer-review',
  workflow: {id: 'peer-review', version: '1', hash: 'h'},
  reference: 'random',
  people: new Map([['S', 'Dr S']]),
  readable: true,
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

  it('says that a case cannot be read to those who know its process, and to nobody else', () => {
    const sealed = {...surroundings, readable: false};
    expect(presentSummary(disclosed(['coordinator']), sealed)).toHaveProperty('unreadable', true);
    expect(presentSummary(disclosed(['coordinator']), surroundings)).not.toHaveProperty('unreadable');
    for (const other of [disclosed(['referrer']), disclosed(['subject'], 'S')])
      expect(presentSummary(other, sealed)).toEqual(presentSummary(other, surroundings));
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
        committee: 'Medicine',
        version: 'v',
        linked: [{id: 'other', number: 'PR-2'}],
        allowedActions: [],
        sharedWith: [],
        reviewed: false,
        deidentifiable: false,
      });
    expect(body(['coordinator'])).toMatchObject({referrer: {id: 'F', name: ''}, linked: [{id: 'other'}]});
    for (const key of ['referrer', 'reviewers', 'linked']) expect(body(['subject'])).not.toHaveProperty(key);
  });
});

const item = (id: string, owner: string | null): RecordItem => ({
  id,
  kind: 'review',
  compartment: 'reviewContent',
  owner,
  createdAt: new Date(0),
  releasedAt: null,
  toOwner: false,
  masked: () => null,
  content: () => ({text: id}),
});
const withItems = (items: readonly RecordItem[], relation: string) => {
  const held = new Set([relation]);
  const record = caseRecord(fields({open: 'reviewed'}), items, held);
  const facts = {...record.facts, reviewsRequired: 1, reviewsLocked: 1};
  const seen = project({...record, facts}, {personId: 'S', relations: held});
  if (!seen) throw new Error('nothing is disclosed');
  return seen;
};

const presented = (items: readonly RecordItem[], relation: string) =>
  presentCase(withItems(items, relation), {
    ...surroundings,
    privilege: 'P',
    committee: 'Medicine',
    version: 'v',
    linked: [],
    allowedActions: [],
    sharedWith: [],
    reviewed: false,
    deidentifiable: false,
  }).content;

describe('an item of content', () => {
  it('says who wrote it by name, by pseudonym, or not at all', () => {
    const items = [item('1', 'S'), item('2', 'R'), item('3', null), item('4', 'unnamed')];
    const written = (relation: string): unknown[] =>
      presented(items, relation).map(({by, data}) => [by, data]);
    expect(written('member')).toEqual([
      [{id: 'S', name: 'Dr S'}, {text: '1'}],
      [{pseudonym: 'Reviewer B'}, {text: '2'}],
      [null, {text: '3'}],
      [{pseudonym: 'Reviewer C'}, {text: '4'}],
    ]);
    expect(written('chair')[3]).toEqual([{id: 'unnamed', name: ''}, {text: '4'}]);
  });

  it('says for whom it is where somebody else wrote it to them, and then not by whom', () => {
    const [told] = presented([{...item('1', 'S'), toOwner: true}], 'member');
    expect(told).toMatchObject({by: null, for: {id: 'S', name: 'Dr S'}});
    expect(presented([item('1', 'S')], 'member')).toMatchObject([{for: null}]);
  });
});

describe('the version that a viewer holds', () => {
  it('changes with each item that they see', () => {
    const version = (items: readonly RecordItem[], relation = 'chair') =>
      viewDigest(withItems(items, relation), []);
    const one = [item('1', 'R')];
    expect(version([...one, item('2', 'R')])).not.toBe(version(one));
    expect(version(one.map((held) => ({...held, releasedAt: new Date(1)})))).not.toBe(version(one));
    expect(version([], 'compliance')).toBe(version(one, 'compliance'));
  });

  it('changes with what they see and with what they may do, and with nothing else', () => {
    const version = viewDigest(disclosed(['referrer']), []);
    expect(version).toMatch(/^[\w-]{22}$/);
    expect(viewDigest(disclosed(['referrer'], 'X', {open: 'panelDecision'}), [])).toBe(version);
    expect(viewDigest(disclosed(['referrer'], 'X', 'closed'), [])).not.toBe(version);
    expect(viewDigest(disclosed(['referrer']), ['x'])).not.toBe(version);
  });
});
