import {randomBytes, randomUUID} from 'node:crypto';
import {Client} from 'pg';

export interface Statement {
  readonly text: string;
  readonly name?: string;
  readonly values: readonly unknown[];
}

type Query = (this: Client, ...parameters: unknown[]) => unknown;

/** Notes every statement that pg sends in this process while `work` runs. */
export async function recordSql(work: () => Promise<void>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const prototype = Client.prototype as unknown as {query: Query};
  const query = prototype.query;
  prototype.query = function recording(this: Client, ...parameters) {
    const [first, values] = parameters;
    const given = (typeof first === 'string' ? {text: first} : first) as Partial<Statement>;
    const name = given.name === undefined ? {} : {name: given.name};
    statements.push({
      text: given.text ?? '',
      ...name,
      values: given.values ?? (Array.isArray(values) ? values : []),
    });
    return query.apply(this, parameters);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return statements;
}

/**
 * Replays statements with fresh parameters. What differs between two recordings of the same is made anew each time:
 * ids, times and digests, and numbers that count on by the same step.
 */
export class Replay {
  readonly #earlier: readonly Statement[];
  readonly #later: readonly Statement[];
  #round = 0;

  /** @throws Error when the recordings are not of the same statements */
  constructor(earlier: readonly Statement[], later: readonly Statement[]) {
    if (earlier.map(({text}) => text).join() !== later.map(({text}) => text).join())
      throw new Error('the recordings differ in their statements');
    this.#earlier = earlier;
    this.#later = later;
  }

  /** Sends all of them once, one after the other. */
  async run(client: Client): Promise<void> {
    this.#round += 1;
    const fresh = new Map<string, string>();
    for (const [index, {values, ...statement}] of this.#later.entries()) {
      const before = this.#earlier[index]?.values ?? [];
      await client.query({
        ...statement,
        values: values.map((value, at) => this.#again(before[at], value, fresh)),
      });
    }
  }

  #again(before: unknown, value: unknown, fresh: Map<string, string>): unknown {
    if (value instanceof Date && before instanceof Date)
      return before.getTime() === value.getTime() ? value : new Date();
    if (Buffer.isBuffer(value) && Buffer.isBuffer(before))
      return value.equals(before) ? value : randomBytes(value.length);
    if (typeof value === 'number' && typeof before === 'number')
      return value + this.#round * (value - before);
    if (typeof value !== 'string' || value === before || !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value))
      return value;
    const made = fresh.get(value) ?? randomUUID();
    fresh.set(value, made);
    return made;
  }
}
