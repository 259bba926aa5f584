/** The same whole numbers, each from 0 to below a limit, for the same seed. */
export function seeded(seed: number): (limit: number) => number {
  const next = seededShare(seed);
  return (limit) => Math.floor(next() * limit);
}

/** A sequence of numbers from 0 to below 1 that is the same for the same seed: mulberry32. */
export function seededShare(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
