/** Figures about fewer people than this tell of each of them. */
const FEWEST_PEOPLE = 5;

/**
 * A figure about people: a count, a median, a rate. It is made by `over` alone, so that whatever shows one has said about
 * whom it is, and what is about too few cannot be shown. One's own worklist and what a case holds about itself are none.
 */
export class Figure<T> {
  readonly #value: T | null;

  private constructor(value: T | null) {
    this.#value = value;
  }

  /** @param people ids of those about whom it is, each as often as they come; withheld when they are fewer than 5 */
  static over<T>(people: Iterable<string>, value: T): Figure<T> {
    return new Figure(new Set(people).size < FEWEST_PEOPLE ? null : value);
  }

  /** What is shown of it. */
  shown<S>(show: (value: T) => S, withheld: S): S {
    return this.#value === null ? withheld : show(this.#value);
  }
}
