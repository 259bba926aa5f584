export type Report = (figure: Readonly<Record<string, unknown>>) => void;

export const round = (value: number, digits = 3): number => Number(value.toPrecision(digits));

/** A ratio and what it must not exceed; `npm run bench` fails where `held` is false. */
export const within = (ratio: number, limit: number): {ratio: number; limit: number; held: boolean} => ({
  ratio: round(ratio),
  limit,
  held: ratio <= limit,
});

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export interface Rate {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
}

/** Lets `clients` work side by side for a time and counts. Times in milliseconds. */
export async function rate(
  clients: number,
  milliseconds: number,
  work: (client: number) => Promise<void>,
): Promise<Rate> {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({length: clients}, async (_, client) => {
      while (performance.now() - start < milliseconds) {
        const begun = performance.now();
        await work(client);
        times.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return {
    perSecond: round(times.length / seconds),
    p50: round(median(times)),
    p95: round(percentile(times, 0.95)),
  };
}

/** Microseconds for one call, best of several rounds, after a warm-up. */
export function microseconds(work: () => unknown, calls = 2000): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    best = Math.min(best, ((performance.now() - start) * 1000) / calls);
  }
  return round(best);
}

/** Lets each of some clients go round a share of its own of `total` things; `clients` divides `total`. */
export function rotation(clients: number, total: number): (client: number) => number {
  const turns = new Map<number, number>();
  return (client) => {
    const turn = turns.get(client) ?? 0;
    turns.set(client, turn + 1);
    return (client + clients * turn) % total;
  };
}
