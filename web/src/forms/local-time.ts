const MINUTE = 60_000;

/** What a clock in the zone shows, as if it were UTC, in milliseconds. */
function shown(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/** RFC 3339 to the local time that an input takes, `2026-03-20T18:00`. */
export function toLocal(moment: string, zone: string): string {
  const at = Date.parse(moment);
  return Number.isNaN(at) ? '' : new Date(shown(at, zone)).toISOString().slice(0, 16);
}

/** The moment at which a clock in the zone shows this; of two such, when clocks are put back, the first. */
export function fromLocal(local: string, zone: string): string | undefined {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return undefined;
  let at = wanted;
  for (let round = 0; round < 2; round += 1) at += wanted - shown(at, zone);
  const earlier = at - 60 * MINUTE;
  return new Date(shown(earlier, zone) === wanted ? earlier : at).toISOString();
}
