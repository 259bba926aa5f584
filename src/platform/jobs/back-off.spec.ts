import {ATTEMPTS, nextAttempt} from './back-off';

const now = new Date('2026-03-01T08:00:00Z');
const pauses = Array.from({length: ATTEMPTS - 1}, (_, index) => {
  const next = nextAttempt(index + 1, now);
  return next === null ? null : (next.getTime() - now.getTime()) / 1000;
});

describe('the pause after a failed attempt', () => {
  it('grows fourfold from a quarter of a minute up to six hours', () => {
    expect(pauses).toEqual([15, 60, 240, 960, 3840, 15360, 21600]);
  });

  it('lets a mail server be away for eleven hours', () => {
    const total = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
    expect(total / 3600).toBeGreaterThan(11);
  });

  it('ends with the eighth failure', () => {
    expect(nextAttempt(8, now)).toBeNull();
    expect(nextAttempt(9, now)).toBeNull();
  });
});
