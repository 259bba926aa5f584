import {FoundEvent, RecordedEvent} from '../../audit';
import {named, peopleIn} from './event-item';
import {CaseSight, DeskViewer, answers, projectEvent} from './project-event';
import {filtersOf, questionOf} from './question-filters';
import {SightingCount} from './sightings';

const CASE = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const AT = new Date('2026-03-02T08:00:00.000Z');

const anEvent = (fields: Partial<RecordedEvent> = {}): RecordedEvent => ({
  v: 1,
  type: 'caseOpened',
  action: 'R',
  outcome: '0',
  who: 'somebody',
  real: null,
  why: 'HQUALIMP',
  as: ['coordinator'],
  on: CASE,
  where: {via: 'http', address: '192.0.2.1', session: 's'},
  details: {shown: ['chart'], secret: 'x'},
  ...fields,
});

const found = (event: RecordedEvent | null = anEvent(), stream = `case-access/${CASE}`): FoundEvent => ({
  leaf: 3,
  stream,
  number: 2,
  at: AT,
  kind: 'read',
  entry: {
    organisation: 'o',
    stream,
    number: 2,
    previous: Buffer.alloc(32),
    kind: 'read',
    at: AT,
    commitment: Buffer.alloc(32),
  },
  hash: 'ff',
  event,
});

const sight = (
  parties: Readonly<Record<string, readonly string[]>> = {},
  sees: string[] = [],
): CaseSight => ({
  sees: new Set(sees) as CaseSight['sees'],
  parties: new Map(Object.entries(parties)),
});
const viewer = (one: CaseSight | null = sight(), fields: Partial<DeskViewer> = {}): DeskViewer => ({
  personId: 'me',
  whole: true,
  sights: new Map([[CASE, one]]),
  ...fields,
});

describe('an event at the desk', () => {
  it.each([
    ['unusualAccessSought', {count: 2}, {from: 'f'}],
    ['logSearched', {count: 0}, {from: 'f'}],
    ['recordsProduced', {size: 3, kept: 2}, {number: 'PRD-2026-0001', count: 1}],
  ])('withholds of somebody else’s %s how many there are, as some may be hidden', (type, hidden, told) => {
    const event = anEvent({type, on: null, details: {...hidden, ...told}});
    const shown = (personId: string) => projectEvent(found(event, 'org'), viewer(null, {personId}))?.event;
    expect(shown('me')?.details).toEqual(told);
    expect(shown('somebody')?.details).toEqual({...hidden, ...told});
  });

  it('is shown with what is on the white list', () => {
    expect(projectEvent(found(), viewer())).toEqual({
      leaf: 3,
      stream: `case-access/${CASE}`,
      number: 2,
      at: AT.toISOString(),
      kind: 'read',
      hash: 'ff',
      previous: '00'.repeat(32),
      cases: [CASE],
      event: {
        type: 'caseOpened',
        action: 'R',
        outcome: '0',
        on: CASE,
        why: 'HQUALIMP',
        who: 'somebody',
        real: null,
        as: ['coordinator'],
        where: {via: 'http', address: '192.0.2.1', session: 's'},
        details: {shown: ['chart']},
      },
    });
  });

  it('is absent in a case in which the role does not count, unless the viewer did it', () => {
    expect(projectEvent(found(), viewer(null))).toBeNull();
    expect(projectEvent(found(anEvent({who: 'me', as: ['subject']})), viewer(null))?.event?.who).toBe('me');
  });

  it('is absent outside of cases for whoever holds the role for one committee alone', () => {
    const outside = found(anEvent({on: null, details: {}}), 'account/somebody');
    expect(projectEvent(outside, viewer())?.cases).toEqual([]);
    expect(projectEvent(outside, viewer(sight(), {whole: false}))).toBeNull();
  });

  it.each(['referrer', 'subject', 'offeredReviewer', 'acceptedReviewer', 'lockedReviewer'])(
    'tells neither who a %s is nor whence they came',
    (relation) => {
      const event = projectEvent(found(anEvent({as: [relation]})), viewer())?.event;
      expect(event).toMatchObject({who: null, as: [relation], where: null});
    },
  );

  it('hides who was a reviewer once, whatever they did it as', () => {
    const seen = projectEvent(found(), viewer(sight({somebody: ['lockedReviewer']})));
    expect(seen?.event).toMatchObject({who: null, as: ['lockedReviewer']});
  });

  it('names them to whom the gate shows that identity', () => {
    const open = sight({somebody: ['lockedReviewer']}, ['reviewerIdentity']);
    expect(projectEvent(found(), viewer(open))?.event?.who).toBe('somebody');
  });

  it('is absent where the stream would name whom the gate hides', () => {
    const refused = found(anEvent({as: [], on: CASE}), 'account/somebody');
    expect(projectEvent(refused, viewer(sight({somebody: ['offeredReviewer']})))).toBeNull();
    expect(projectEvent(refused, viewer())?.cases).toEqual([CASE]);
  });

  it('lists of a list the cases in which the viewer may know who looked', () => {
    const list = (who: string): FoundEvent =>
      found(anEvent({who, as: ['reviewer'], on: null, details: {cases: [CASE, OTHER, 1]}}), `account/${who}`);
    expect(projectEvent(list('somebody'), viewer())?.cases).toEqual([CASE]);
    expect(
      projectEvent(list('somebody'), viewer(sight({somebody: ['acceptedReviewer']})))?.event?.details,
    ).toEqual({cases: []});
    expect(projectEvent(list('me'), viewer(null))?.cases).toEqual([CASE, OTHER]);
  });

  it('does not say for whom or for which case a colleague searched', () => {
    const search = (who: string): RecordedEvent =>
      anEvent({who, on: null, details: {filters: {who: 'a', case: CASE, address: 'x', type: 't'}}});
    const filters = (who: string): unknown =>
      projectEvent(found(search(who), `account/${who}`), viewer())?.event?.details['filters'];
    expect(filters('colleague')).toEqual({type: 't'});
    expect(filters('me')).toEqual({who: 'a', case: CASE, address: 'x', type: 't'});
  });

  it('is its place and hashes alone once its payload was disposed of', () => {
    expect(projectEvent(found(null), viewer())).toMatchObject({cases: [CASE], event: null});
    expect(projectEvent(found(null, 'org'), viewer())).toMatchObject({cases: [], event: null});
  });
});

describe('what is asked of events', () => {
  const item = projectEvent(found(), viewer());
  if (!item) throw new Error('nothing to ask');

  it.each([
    [{}, true],
    [{who: 'somebody', case: CASE, kinds: ['read'], type: 'caseOpened'}, true],
    [{action: 'R', outcome: '0', role: 'coordinator', compartment: 'chart', address: '192.0.2.1'}, true],
    [{from: AT}, true],
    [{to: AT}, false],
    [{from: new Date(AT.getTime() + 1)}, false],
    [{kinds: ['change']}, false],
    [{who: 'another'}, false],
    [{role: 'chair'}, false],
    [{compartment: 'input'}, false],
  ])('%j is answered: %s', (question, answered) => {
    expect(answers(item, question)).toBe(answered);
  });

  it('is never answered by what is hidden or disposed of', () => {
    const masked = projectEvent(found(), viewer(sight({somebody: ['referrer']})));
    const gone = projectEvent(found(null), viewer());
    for (const one of [masked, gone])
      for (const question of [{who: 'somebody'}, {address: '192.0.2.1'}])
        expect(one && answers(one, question)).toBe(false);
  });

  it('is kept as JSON and comes back the same', () => {
    const question = {who: 'p', kinds: ['read'], from: AT, to: AT, role: 'chair'};
    expect(questionOf(filtersOf(question))).toEqual(question);
    expect(questionOf(filtersOf({}))).toEqual({});
  });
});

describe('who saw what', () => {
  const seen = (fields: Partial<RecordedEvent>, parties = {}): ReturnType<typeof projectEvent> =>
    projectEvent(found(anEvent(fields)), viewer(sight(parties)));

  it('is added up by person and case, and by role where the person is hidden', () => {
    const count = new SightingCount();
    const items = [
      seen({}),
      seen({details: {shown: ['input']}}),
      seen({who: 'one', as: ['lockedReviewer']}),
      seen({who: 'two', as: ['lockedReviewer']}),
    ].flatMap((item) => item ?? []);
    count.add(items);
    expect(count.all()).toEqual([
      expect.objectContaining({
        who: 'somebody',
        case: CASE,
        times: 2,
        shown: ['chart', 'input'],
        kinds: ['read'],
      }),
      expect.objectContaining({who: null, as: ['lockedReviewer'], times: 2}),
    ]);
  });

  it('comes latest first, with its first and last time', () => {
    const count = new SightingCount();
    const at = (item: ReturnType<typeof seen>, time: string) => (item ? [{...item, at: time}] : []);
    count.add(at(seen({who: 'b'}), '2026-03-04'));
    count.add(at(seen({who: 'a'}), '2026-03-03'));
    count.add(at(seen({who: 'b'}), '2026-03-01'), CASE);
    count.add(
      at(seen({who: 'c', on: null}), '2026-03-05').map((item) => ({...item, cases: [], event: null})),
    );
    expect(count.all().map(({who, first, last}) => [who, first, last])).toEqual([
      [null, '2026-03-05', '2026-03-05'],
      ['b', '2026-03-01', '2026-03-04'],
      ['a', '2026-03-03', '2026-03-03'],
    ]);
  });

  it('has names for those who may be named, and words for what is no person', () => {
    const names = new Map([['somebody', 'Some Body']]);
    const items = [seen({}), seen({who: 'system'}), seen({who: 'gone'}), seen({as: ['referrer']})].flatMap(
      (item) => item ?? [],
    );
    expect(items.map((item) => named(item, names).event?.who?.name)).toEqual([
      'Some Body',
      'Collegium',
      '',
      undefined,
    ]);
    expect(peopleIn(items)).toEqual(['somebody', 'system', 'gone']);
    const gone = projectEvent(found(null), viewer());
    expect(gone && named(gone, names).event).toBeNull();
  });
});
