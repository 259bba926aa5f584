import {reportTime} from './report-time';

describe('reportTime', () => {
  it('leaves a date without a time on its day in every zone', () => {
    expect(reportTime('2026-11-02', 'Pacific/Auckland')).toBe('2 Nov 2026');
    expect(reportTime('2026-11-02', 'America/Los_Angeles')).toBe('2 Nov 2026');
  });

  it('tells an instant by the clock of the given zone', () => {
    expect(reportTime('2026-09-30T23:30:00Z', 'UTC')).toBe('30 Sep 2026, 23:30');
    expect(reportTime('2026-09-30T23:30:00Z', 'Europe/Dublin')).toBe('1 Oct 2026, 00:30');
  });

  it('refuses what is no ISO 8601 date', () => {
    expect(() => reportTime('yesterday', 'UTC')).toThrow(RangeError);
    expect(() => reportTime('2026-13-01', 'UTC')).toThrow(RangeError);
    expect(() => reportTime('2026-12-32', 'UTC')).toThrow(RangeError);
  });
});
