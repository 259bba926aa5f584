import fc from 'fast-check';
import {
  DeadlineSource,
  WorkCalendar,
  deadlineSteps,
  durationFault,
  endOfDay,
  resumedDue,
  shift,
} from './deadline';

const calendar = (timeZone: string, ...holidays: string[]): WorkCalendar => ({
  timeZone,
  holidays: new Set(holidays),
});
const vienna = calendar('Europe/Vienna', '2026-12-25');
const utc = calendar('UTC');
const at = (text: string): Date => new Date(text);

describe('a duration', () => {
  it.each([
    ['P7D', 7 * 24 * 60],
    ['P2W', 14 * 24 * 60],
    ['P1DT2H30M', 26 * 60 + 30],
    ['PT5M', 5],
    ['-P2D', -2 * 24 * 60],
    ['P0D', 0],
    ['P400D', 400 * 24 * 60],
  ])('%s is %d minutes where no clock changes', (text, minutes) => {
    expect(shift(new Date(0), text, 'calendar', utc)).toEqual(new Date(minutes * 60_000));
  });

  it.each(['P', 'PT', 'P1DT', '7D', 'P-1D', '', 'P1.5D', 'P12345D', '+P1D', 'P1D '])('%p is none', (text) => {
    expect(durationFault(text)).toContain('is no duration');
    expect(() => shift(new Date(0), text, 'calendar', utc)).toThrow(RangeError);
  });

  it.each(['P1W', 'P1M', 'P1Y'])('%s is not counted in business days', (text) => {
    expect(durationFault(text)).toBeNull();
    expect(durationFault(text, 'business')).toContain('counted in days');
  });

  it.each([
    ['2026-01-31T12:00:00Z', 'P1M', '2026-02-28T12:00:00Z'],
    ['2028-02-29T12:00:00Z', 'P1Y', '2029-02-28T12:00:00Z'],
  ])('from %s, %s ends with the month', (from, text, to) => {
    expect(shift(at(from), text, 'calendar', utc)).toEqual(at(to));
  });
});

describe('days in a time zone', () => {
  it.each([
    ['keep the time of day when clocks go forward', '2026-03-28T09:00:00Z', 'P1D', '2026-03-29T08:00:00Z'],
    ['keep it when they go back', '2026-10-24T08:00:00Z', 'P1D', '2026-10-25T09:00:00Z'],
    ['are later where the clocks leave the time out', '2026-03-28T01:30:00Z', 'P1D', '2026-03-29T01:30:00Z'],
  ])('%s', (_, from, text, to) => {
    expect(shift(at(from), text, 'calendar', vienna)).toEqual(at(to));
  });

  it('differ from hours, which are exact', () => {
    expect(shift(at('2026-03-28T09:00:00Z'), 'PT24H', 'calendar', vienna)).toEqual(
      at('2026-03-29T09:00:00Z'),
    );
  });

  it('end a millisecond before the next', () => {
    expect(endOfDay('2026-03-29', vienna)).toEqual(at('2026-03-29T21:59:59.999Z'));
  });
});

describe('business days', () => {
  it.each([
    ['leave out the weekend', '2026-03-06T10:00:00Z', 'P1D', '2026-03-09T10:00:00Z'],
    ['leave out a holiday', '2026-12-24T10:00:00Z', 'P1D', '2026-12-28T10:00:00Z'],
    ['begin after a weekend', '2026-03-07T10:00:00Z', 'P1D', '2026-03-09T10:00:00Z'],
    ['count backwards', '2026-03-09T10:00:00Z', '-P1D', '2026-03-06T10:00:00Z'],
    ['take hours as they are', '2026-03-06T10:00:00Z', 'P1DT2H', '2026-03-09T12:00:00Z'],
    ['of which none are counted stay', '2026-03-07T10:00:00Z', 'P0D', '2026-03-07T10:00:00Z'],
  ])('%s', (_, from, text, to) => {
    expect(shift(at(from), text, 'business', vienna)).toEqual(at(to));
  });

  it('never end sooner than as many calendar days', () => {
    const zones = fc.constantFrom('Europe/Vienna', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    const starts = fc.date({
      min: at('2020-01-01T00:00:00Z'),
      max: at('2035-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(starts, fc.nat(40), zones, (from, days, timeZone) => {
        const zoned = calendar(timeZone, '2026-12-25', '2027-01-01');
        const business = shift(from, `P${days}D`, 'business', zoned);
        expect(business.getTime()).toBeGreaterThanOrEqual(
          shift(from, `P${days}D`, 'calendar', zoned).getTime(),
        );
      }),
      {seed: 20260302},
    );
  });
});

describe('the steps of a deadline', () => {
  const source: DeadlineSource = {after: 'P10D', reminders: ['P1D', '-P3D'], escalate: 'P2D', sends: 'lapse'};
  const since = at('2026-06-01T09:00:00Z');
  const due = shift(since, source.after, 'calendar', utc);

  it('come in the order of time', () => {
    expect(deadlineSteps(source, {since, due}, utc)).toEqual([
      {kind: 'reminder', step: '-P3D', at: at('2026-06-08T09:00:00Z')},
      {kind: 'action', step: 'lapse', at: due},
      {kind: 'reminder', step: 'P1D', at: at('2026-06-12T09:00:00Z')},
      {kind: 'escalation', step: 'P2D', at: at('2026-06-13T09:00:00Z')},
    ]);
  });

  it('that would come before the beginning are left out', () => {
    const steps = deadlineSteps(source, {since: at('2026-06-09T09:00:00Z'), due}, utc);
    expect(steps.map(({step}) => step)).toEqual(['lapse', 'P1D', 'P2D']);
  });

  it('are none where none are asked for', () => {
    expect(deadlineSteps({after: 'P1D'}, {since, due}, utc)).toEqual([]);
  });
});

describe('a deadline that rested', () => {
  const due = at('2026-03-13T10:00:00Z');
  const heldAt = at('2026-03-11T12:00:00Z');

  it('has left what was left', () => {
    const now = at('2026-04-01T12:00:00Z');
    expect(resumedDue({after: 'P14D'}, {due, heldAt, now}, utc)).toEqual(at('2026-04-03T10:00:00Z'));
  });

  it('has left as many business days, at the same time of day', () => {
    const now = at('2026-04-02T07:00:00Z');
    expect(resumedDue({after: 'P5D', days: 'business'}, {due, heldAt, now}, utc)).toEqual(
      at('2026-04-06T10:00:00Z'),
    );
  });

  it.each([
    ['on its last day', '2026-03-13T07:00:00Z', '2026-03-16T07:00:00Z', '2026-03-16T10:00:00Z'],
    ['after it had passed', '2026-03-13T11:00:00Z', '2026-03-16T11:00:00Z', '2026-03-16T10:00:00Z'],
  ])('%s goes on to the minute', (_, from, to, then) => {
    expect(resumedDue({after: 'P5D', days: 'business'}, {due, heldAt: at(from), now: at(to)}, utc)).toEqual(
      at(then),
    );
  });

  it('is due as before where time runs on', () => {
    const now = at('2026-04-01T12:00:00Z');
    expect(resumedDue({after: 'P14D', whileOnHold: 'run'}, {due, heldAt, now}, utc)).toEqual(due);
  });
});
