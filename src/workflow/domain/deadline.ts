const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours and minutes.
 *
 * @throws RangeError on anything else
 */
function durationMs(duration: string): number {
  const parts = DURATION.exec(duration);
  if (!parts || duration.endsWith('P') || duration.endsWith('T'))
    throw new RangeError(`${duration} is no duration such as P14D`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000;
}

/** When a stage that begins now is due. */
export const dueAt = (now: Date, duration: string): Date => new Date(now.getTime() + durationMs(duration));
