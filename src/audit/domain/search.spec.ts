import {RecordedEvent} from './audit-record';
import {searchBounds, searchPlan} from './log-query';
import {LeafEvent, caseOfStream, casesOf, searchEntry, shownIn, wordKey} from './search-entry';

const CASE = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';

const event = (fields: Partial<RecordedEvent> = {}): RecordedEvent => ({
  v: 1,
  type: 'caseOpened',
  action: 'R',
  outcome: '0',
  who: 'p',
  real: null,
  why: 'HQUALIMP',
  as: ['coordinator'],
  on: CASE,
  where: {via: 'http', address: '192.0.2.1', session: null},
  details: {shown: ['chart', 'referral']},
  ...fields,
});
const leaf = (fields: Partial<LeafEvent> = {}): LeafEvent => ({
  leaf: 7,
  stream: `case-access/${CASE}`,
  kind: 'read',
  at: new Date('2026-03-02T08:00:00.000Z'),
  event: event(),
  ...fields,
});

describe('what the index keeps of an event', () => {
  it('is its fields and words for its case, its roles and what it showed', () => {
    expect(searchEntry(leaf())).toEqual({
      leaf: 7,
      at: '2026-03-02T08:00:00.000Z',
      kind: 'read',
      type: 'caseOpened',
      action: 'R',
      outcome: '0',
      who: 'p',
      address: '192.0.2.1',
      roles: ['coordinator'],
      words: [`case:${CASE}`, 'as:coordinator', 'shown:chart', 'shown:referral'],
    });
  });

  it('is kind, time and case alone once the payload was disposed of', () => {
    expect(searchEntry(leaf({event: null}))).toEqual({
      leaf: 7,
      at: '2026-03-02T08:00:00.000Z',
      kind: 'read',
      type: '',
      action: '',
      outcome: '',
      who: '',
      address: null,
      roles: [],
      words: [`case:${CASE}`],
    });
  });

  it('names each case of a list, and what it was done on', () => {
    const listed = event({on: null, details: {cases: [CASE, OTHER, 5], shown: 'chart'}});
    expect(casesOf({stream: 'account/p', event: listed})).toEqual([CASE, OTHER]);
    expect(casesOf({stream: 'account/p', event: event()})).toEqual([CASE]);
    expect(shownIn(listed)).toEqual([]);
    expect(shownIn(null)).toEqual([]);
    expect(caseOfStream(`case/${CASE}`)).toBe(CASE);
    expect(caseOfStream('org')).toBeNull();
  });

  it('has words in a short form that is the same everywhere', () => {
    expect(wordKey('as:coordinator')).toBe(wordKey('as:coordinator'));
    expect(BigInt(wordKey('as:coordinator'))).not.toBe(BigInt(wordKey('as:chair')));
  });
});

describe('the plan of a search', () => {
  const key = (word: string): string => `<${word}>`;

  it('takes what was entered as values alone', () => {
    const plan = searchPlan(
      {who: "x'; DROP", outcome: '4', kinds: ['read'], hiding: ['subject', 'referrer']},
      key,
    );
    expect(plan.from).toBe('log_search s');
    expect(plan.where.join(' ')).not.toContain('DROP');
    expect(plan.values).toEqual(["x'; DROP", '4', 'read']);
    expect(plan.where.slice(3)).toEqual([
      's.who = $6',
      's.outcome = $7',
      's.kind = $8',
      "NOT s.roles && '{referrer,subject}'::text[]",
    ]);
  });

  it('begins with the rarest word and looks the others up', () => {
    const plan = searchPlan(
      {case: CASE, compartment: 'chart', role: 'chair', kinds: ['read', 'export']},
      key,
    );
    expect(plan.order).toBe('w.at DESC, w.leaf DESC');
    expect(plan.values).toEqual([`<case:${CASE}>`, '<shown:chart>', '<as:chair>', ['read', 'export']]);
    expect(plan.where).toContain('w.key = $6::bigint');
    expect(plan.where.filter((condition) => condition.startsWith('EXISTS'))).toHaveLength(2);
  });

  it('reads the log from its end when nothing is asked', () => {
    expect(searchPlan({}, key)).toMatchObject({from: 'log_search s', values: []});
    expect(() => searchPlan({hiding: ["a'b"]}, key)).toThrow(RangeError);
  });

  it('begins where the page before ended, within the time that is looked at', () => {
    const [from, to] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')];
    const after = {at: '2026-01-15T00:00:00.000Z', leaf: 9};
    expect(searchBounds({from, to}, after)).toEqual([after.at, 9, from.toISOString()]);
    expect(searchBounds({from, to}, null)).toEqual([to.toISOString(), 0, from.toISOString()]);
    expect(searchBounds({to}, {at: '2026-03-01T00:00:00.000Z', leaf: 9})).toEqual([
      to.toISOString(),
      0,
      '1970-01-01T00:00:00.000Z',
    ]);
    expect(searchBounds({}, null)[0]).toBe('9999-12-31T00:00:00.000Z');
  });
});
