import {setImmediate as nextTurn} from 'node:timers/promises';

const PATIENCE = 60_000;

/**
 * Asks again until there is an answer; fails, saying for what it waited, rather than ask for ever. In between all that runs in
 * this process has its turn: a question that needs no input or output would otherwise keep from happening what it waits for.
 */
export async function until<T>(what: string, ask: () => Promise<T | false | null | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited ${PATIENCE / 1000} s in vain for ${what}`);
    await nextTurn();
  }
}
