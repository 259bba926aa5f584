import {scatteredPlace, serialNumber} from './serial-number';

describe('a place that tells nothing', () => {
  const places = Array.from({length: 2_000}, (_, index) => scatteredPlace(`id ${index}`, 0, index));

  it('has five digits, and more once they grow scarce', () => {
    expect(places.every((place) => place >= 10_000 && place <= 99_999)).toBe(true);
    expect(serialNumber('PR', 2026, scatteredPlace('id', 0, 0))).toMatch(/^PR-2026-\d{5}$/);
    expect(String(scatteredPlace('id', 0, 25_000))).toHaveLength(6);
  });

  it('is another at each attempt, the same for the same, and in no order', () => {
    expect(new Set([0, 1, 2, 3].map((attempt) => scatteredPlace('id', attempt, 1))).size).toBe(4);
    expect(scatteredPlace('id', 2, 1)).toBe(scatteredPlace('id', 2, 1));
    const rising = places.filter((place, index) => index > 0 && place > (places[index - 1] ?? 0)).length;
    expect(rising).toBeGreaterThan(900);
    expect(rising).toBeLessThan(1_100);
  });

  it('lies anywhere alike', () => {
    const upper = places.filter((place) => place > 55_000).length;
    expect(upper).toBeGreaterThan(900);
    expect(upper).toBeLessThan(1_100);
  });
});
