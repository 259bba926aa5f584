import {Access, unusualAccess} from './unusual-access';

const HOUR = 3_600_000;
/** A Monday. */
const MONDAY = Date.parse('2026-03-02T00:00:00Z');

/** So many accesses of one person, a minute apart, from an hour of a day on, UTC. */
const some = (
  count: number,
  {
    day = 0,
    hour = 9,
    who = 'a',
    as = ['chair'],
    refused = false,
  }: {
    day?: number;
    hour?: number;
    who?: string;
    as?: string[];
    refused?: boolean;
  } = {},
): Access[] =>
  Array.from({length: count}, (_, index) => ({
    leaf: day * 1000 + hour * 40 + index,
    at: new Date(MONDAY + day * 24 * HOUR + hour * HOUR + index * 60_000),
    who,
    as,
    refused,
  }));

describe('unusual access', () => {
  it('is nothing on ordinary days', () => {
    expect(
      unusualAccess(
        [0, 1, 2, 3, 4, 7, 8, 9].flatMap((day) => some(6, {day})),
        'UTC',
      ),
    ).toEqual([]);
    expect(unusualAccess([], 'UTC')).toEqual([]);
  });

  it('is five refusals on one day, not four', () => {
    expect(unusualAccess(some(4, {refused: true}), 'UTC')).toEqual([]);
    expect(unusualAccess(some(5, {refused: true}), 'UTC')).toEqual([
      {
        rule: 'outsideRole',
        who: 'a',
        day: '2026-03-02',
        since: new Date('2026-03-02T09:00:00Z'),
        until: new Date('2026-03-02T09:04:00Z'),
        evidence: {
          count: 5,
          because: expect.stringContaining('do not open') as string,
          leaves: [360, 361, 362, 363, 364],
        },
      },
    ]);
  });

  it('is access at night and at the weekend, in the organisation’s time zone', () => {
    const night = some(5, {hour: 19});
    expect(unusualAccess(night, 'UTC')).toEqual([]);
    expect(unusualAccess(night, 'Europe/Vienna').map(({rule, day}) => [rule, day])).toEqual([
      ['afterHours', '2026-03-02'],
    ]);
    expect(unusualAccess(some(5, {day: 5}), 'UTC').map(({rule}) => rule)).toEqual(['afterHours']);
    expect(unusualAccess(some(5, {hour: 5}), 'UTC').map(({rule}) => rule)).toEqual(['afterHours']);
  });

  it('is a day far above the median of the same role, and never by too few days', () => {
    const usual = [0, 1, 2, 3, 4, 7, 8].flatMap((day) => some(3 + (day % 3), {day, who: `p${day}`}));
    const much = some(40, {day: 9, who: 'z'});
    const [only, ...more] = unusualAccess([...usual, ...much], 'UTC');
    expect(only).toMatchObject({rule: 'volume', who: 'z', evidence: {count: 40}});
    expect(only?.evidence.because).toBe('40 on one day; the median of 8 days under chair is 4');
    expect(more).toEqual([]);
    expect(unusualAccess([...usual.slice(3), ...much], 'UTC')).toEqual([]);
    expect(unusualAccess([...usual, ...some(40, {day: 9, who: 'z', as: []})], 'UTC')).toEqual([]);
  });

  it('says nothing of what is usual in a role that fewer than 5 people hold', () => {
    const usual = [0, 1, 2, 3, 4, 7, 8].flatMap((day) => some(3, {day, who: `p${day % 3}`}));
    const [only] = unusualAccess([...usual, ...some(40, {day: 9, who: 'z'})], 'UTC');
    expect(only?.evidence.because).toBe('40 on one day; far more than is usual under chair');
  });

  it('is found also where all other days are alike', () => {
    const alike = (as: string[]): Access[] => [
      ...[0, 1, 2, 3, 4, 7, 8, 9].flatMap((day) => some(2, {day, who: `p${day}`, as})),
      ...some(60, {day: 10, who: 'z', as}),
    ];
    expect(unusualAccess(alike(['chair']), 'UTC').map(({who}) => who)).toEqual(['z']);
    expect(unusualAccess(alike([]), 'UTC')[0]?.evidence.because).toContain('no role');
  });

  it('comes in one order, whatever the order of the log', () => {
    const accesses = [
      ...some(5, {refused: true, who: 'b'}),
      ...some(5, {refused: true, who: 'a'}),
      ...some(5, {day: 5, who: 'c'}),
      ...some(5, {day: 5, who: 'c', refused: true}),
    ];
    const found = unusualAccess(accesses, 'UTC');
    expect(unusualAccess([...accesses].reverse(), 'UTC')).toEqual(found);
    expect(found.map(({day, rule, who}) => `${day} ${rule} ${who}`)).toEqual([
      '2026-03-02 outsideRole a',
      '2026-03-02 outsideRole b',
      '2026-03-07 afterHours c',
      '2026-03-07 outsideRole c',
    ]);
  });
});
