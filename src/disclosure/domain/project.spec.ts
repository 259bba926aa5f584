import fc from 'fast-check';
import {compileWorkflow} from '../../workflow/domain/compile-workflow';
import {readDefinitions} from '../../workflow/definitions/read-definitions';
import {COMPARTMENTS, Compartment, RELATIONS, ROLES} from './compartments';
import {CaseRecord, RecordItem, project} from './project';

const read = readDefinitions(`${__dirname}/../../../workflows`).find(
  ({source}) => source.workflow.id === 'peer-review',
);
if (!read) throw new Error('workflows/peer-review is missing');
const workflow = compileWorkflow(read.source, read.hash);

const item = (id: string, compartment: Compartment, parts: Partial<RecordItem> = {}): RecordItem => ({
  id,
  kind: compartment,
  compartment,
  owner: null,
  createdAt: new Date(0),
  releasedAt: null,
  content: () => `content of ${id}`,
  toOwner: false,
  masked: (masks) => (masks.has('outcome') ? null : () => `masked content of ${id}`),
  ...parts,
});

const reviewed = {...workflow.initialFacts, reviewsRequired: 2, reviewsLocked: 2, inputOffered: true};
const record = (items: readonly RecordItem[], facts = reviewed): CaseRecord => ({
  id: 'case',
  workflow,
  facts,
  fields: {
    progress: {progress: 'underWay'},
    stage: {state: 'x'},
    number: {number: '1'},
    subjectIdentity: {who: 'S'},
  },
  items,
  subject: {personId: 'S', pseudonym: 'Physician A'},
});
const as = (personId: string, ...relations: string[]) => ({personId, relations: new Set(relations)});

describe('the gate', () => {
  it('shows nothing at all to whoever has no relation that reveals something', () => {
    expect(project(record([item('a', 'referral')]), as('X'))).toBeNull();
    expect(project(record([item('a', 'referral')]), as('X', 'administrator', 'surveyed'))).toBeNull();
  });

  it('tells of whom it is by name, by the letter that they have everywhere, or not at all', () => {
    const items = [item('a', 'assignment', {owner: 'R'}), item('b', 'reviewContent', {owner: 'R'})];
    const told = (...relations: string[]) => project(record(items), as('R', ...relations))?.subject;
    expect(told('coordinator')).toEqual({personId: 'S'});
    expect(told('acceptedReviewer')).toEqual({pseudonym: 'Physician A'});
    expect(told('compliance')).toBeNull();
  });

  it('shows the subject nothing before they were asked', () => {
    const early = record([item('a', 'input', {owner: 'S'})], {...reviewed, inputOffered: false});
    expect(project(early, as('S', 'subject'))).toBeNull();
  });

  it('adds to what is seen what was opened by breaking the glass, and nothing beside it', () => {
    const items = [item('said', 'deliberation'), item('told', 'input', {owner: 'S'})];
    const viewer = {...as('C', 'compliance'), opened: ['deliberation'] as const};
    expect(project(record(items), viewer)?.items.map(({id}) => id)).toEqual(['said']);
    expect(project(record(items), as('C', 'compliance'))?.items).toEqual([]);
  });

  it('shows whole compartments, own items, and released ones, each where the table says so', () => {
    const items = [
      item('own', 'input', {owner: 'S'}),
      item('other', 'input', {owner: 'T'}),
      item('kept', 'determination'),
      item('released', 'determination', {releasedAt: new Date(1)}),
      item('letter', 'feedback', {releasedAt: new Date(1)}),
      item('opinion', 'reviewContent', {owner: 'R', releasedAt: new Date(1)}),
    ];
    const seen = project(record(items), as('S', 'subject'));
    expect(seen?.items.map(({id, own, released}) => [id, own, released])).toEqual([
      ['own', true, false],
      ['released', false, true],
      ['letter', false, true],
    ]);
    expect(Object.keys(seen?.fields ?? {})).toEqual(['progress']);
    expect(seen?.contentShown).toEqual(['determination', 'feedback', 'input']);
    expect(seen?.items[0]?.content()).toBe('content of own');
  });

  it('takes out of the organisation what may leave alone, masked, of what the viewer sees, and nobody’s name', () => {
    const items = COMPARTMENTS.map((one) => item(one, one, {owner: 'C', releasedAt: new Date(0)}));
    const whole = project(record(items), as('C', 'coordinator'));
    const out = project(record(items), {...as('C', 'coordinator'), deidentified: true});
    const leaving = ['referral', 'chart', 'reviewContent', 'determination', 'conference', 'improvement'];
    const seen = leaving.filter((one) => whole?.items.some(({id}) => id === one));
    expect(seen.length).toBeGreaterThan(3);
    expect(out?.items.map(({id}) => id)).toEqual(seen);
    expect(out?.items.map(({content}) => content())).toEqual(seen.map((one) => `masked content of ${one}`));
    expect(out?.items.map(({owner}) => owner)).toEqual(seen.map(() => null));
    expect([out?.fields, out?.subject]).toEqual([{}, {pseudonym: 'Physician A'}]);
    expect([...(out?.masks ?? [])].sort()).toEqual(['institutions', 'patient', 'people']);
    expect(project(record(items), {...as('S', 'subject'), deidentified: true})).toBeNull();
  });

  it('does not open what it holds back', () => {
    const closed = item('x', 'deliberation', {
      content: () => {
        throw new Error('opened');
      },
    });
    expect(() => project(record([closed]), as('X', 'compliance'))).not.toThrow();
  });

  it('calls process fields alone no content', () => {
    expect(project(record([]), as('C', 'compliance'))?.contentShown).toEqual([]);
  });

  it('names the owner only to themselves and to those who see that identity', () => {
    const items = [
      item('2', 'reviewContent', {owner: 'R'}),
      item('1', 'reviewContent', {owner: 'Q'}),
      item('3', 'reviewContent', {owner: 'R'}),
      item('4', 'referral', {owner: 'F'}),
      item('5', 'improvement', {owner: 'A'}),
    ];
    const told = (...relations: string[]): unknown[] =>
      project(record(items), as('R', ...relations))?.items.map(({owner, pseudonym}) => owner ?? pseudonym) ??
      [];
    expect(told('chair')).toEqual(['R', 'Q', 'R', null, 'A']);
    expect(told('member')).toEqual(['R', 'Reviewer A', 'R', null, 'A']);
    expect(told('coordinator')).toEqual(['R', 'Q', 'R', 'F', 'A']);
    const stranger = project(record(items), as('M', 'member'))?.items.map(({pseudonym}) => pseudonym);
    expect(stranger).toEqual(['Reviewer B', 'Reviewer A', 'Reviewer B', null, null]);
  });

  it('shows more with more roles, never less, and never anything to nobody', () => {
    const items = COMPARTMENTS.map((compartment) => item(compartment, compartment, {owner: 'X'}));
    const some = fc.subarray([...RELATIONS]);
    const seenBy = (relations: readonly string[], facts: typeof reviewed): Set<string> =>
      new Set(project(record(items, facts), as('X', ...relations))?.items.map(({id}) => id) ?? []);
    fc.assert(
      fc.property(
        some,
        fc.subarray([...ROLES]),
        fc.boolean(),
        fc.integer({min: 0, max: 2}),
        (one, more, inputOffered, reviewsLocked) => {
          const facts = {...reviewed, inputOffered, reviewsLocked};
          const [less, all] = [seenBy(one, facts), seenBy([...one, ...more], facts)];
          expect([...less].filter((id) => !all.has(id))).toEqual([]);
        },
      ),
      {numRuns: 500, seed: 7},
    );
  });
});
