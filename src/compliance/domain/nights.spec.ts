import {dayBegins, nextNight} from './nights';

const at = (text: string): Date => new Date(text);

describe('the night in which unusual access is sought', () => {
  it.each([
    ['2026-03-02T01:59:59.999Z', '2026-03-02T02:00:00.000Z'],
    ['2026-03-02T02:00:00.000Z', '2026-03-03T02:00:00.000Z'],
    ['2026-03-02T22:30:00.000Z', '2026-03-03T02:00:00.000Z'],
    // Clocks go forward on the 29th: three in the morning comes an hour sooner.
    ['2026-03-28T12:00:00.000Z', '2026-03-29T01:00:00.000Z'],
  ])('comes after %s at %s in Vienna', (now, night) => {
    expect(nextNight(at(now), 'Europe/Vienna')).toEqual(at(night));
  });

  it('is after a day that begins where the organisation lies', () => {
    expect(dayBegins(at('2026-03-02T22:30:00Z'), 'Europe/Vienna')).toEqual(at('2026-03-01T23:00:00Z'));
    expect(dayBegins(at('2026-03-02T03:30:00Z'), 'America/New_York')).toEqual(at('2026-03-01T05:00:00Z'));
  });
});
