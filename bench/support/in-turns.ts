import {median, round} from './measure';

export type Arm = 'recorded' | 'unrecorded';
export type Work = (arm: Arm, client: number) => Promise<void>;

/** Turns that warm up. */
const WARM = 2;

/**
 * Lets both arms work in turns, one slice each, the first of a turn being the second of the next.
 *
 * @returns transactions a second of each, from the median of its slices, and how much longer the recorded ones take
 */
export async function inTurns(
  {clients, turns, slice}: {clients: number; turns: number; slice: number},
  work: Work,
): Promise<{recordedPerSecond: number; unrecordedPerSecond: number; overhead: number}> {
  const times: Record<Arm, number[]> = {recorded: [], unrecorded: []};
  for (let turn = 0; turn < turns; turn += 1) {
    const order: Arm[] = turn % 2 === 0 ? ['recorded', 'unrecorded'] : ['unrecorded', 'recorded'];
    for (const arm of order) {
      let left = slice;
      const start = performance.now();
      await Promise.all(
        Array.from({length: clients}, async (_, client) => {
          while (left > 0) {
            left -= 1;
            await work(arm, client);
          }
        }),
      );
      if (turn >= WARM) times[arm].push(performance.now() - start);
    }
  }
  const [recorded, unrecorded] = [median(times.recorded), median(times.unrecorded)];
  return {
    recordedPerSecond: round((slice / recorded) * 1000),
    unrecordedPerSecond: round((slice / unrecorded) * 1000),
    overhead: round(recorded / unrecorded - 1),
  };
}
