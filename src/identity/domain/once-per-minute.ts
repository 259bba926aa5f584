const MINUTE = 60_000;
/** Enough for every address of a flood that one process can answer. */
const MOST = 10_000;

/** Lets one of many alike through in a minute. Kept in this process, like the counts of requests. */
export class OncePerMinute {
  readonly #since = new Map<string, number>();

  /** @param most keys that are remembered; beyond that the oldest are forgotten */
  constructor(private readonly most = MOST) {}

  /** Whether nothing with this key was let through in the minute before. */
  isFirst(key: string, now: Date): boolean {
    const before = this.#since.get(key);
    const ago = before === undefined ? MINUTE : now.getTime() - before;
    // A clock that was set back must not keep a key silent until it has caught up.
    if (ago >= 0 && ago < MINUTE) return false;
    this.#since.delete(key);
    this.#since.set(key, now.getTime());
    for (const oldest of this.#since.keys()) {
      if (this.#since.size <= this.most) break;
      this.#since.delete(oldest);
    }
    return true;
  }

  /** What was let through did not come to pass: the next one is the first. */
  forget(key: string): void {
    this.#since.delete(key);
  }
}
