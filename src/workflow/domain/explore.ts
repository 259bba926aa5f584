import {Behaviour, ENDLESS} from './behaviour';
import {Rule} from './rule';

/** What one rule was seen to do over all reachable combinations; a `first...` is the index of a combination, or -1. */
export interface RuleRecord {
  held: number;
  refused: number;
  taken: number;
  firstTaken: number;
  firstOutOfDomain: number;
  firstEndless: number;
}

/** Every reachable combination, numbered in the order of breadth-first search: so the way kept to each is shortest. */
export interface Exploration {
  readonly behaviour: Behaviour;
  readonly size: number;
  readonly edgeCount: number;
  /** The combination's number in the behaviour. */
  readonly combination: (index: number) => number;
  /** The ways out of a combination, as (to, rule) in turn. */
  readonly forEachWay: (index: number, visit: (to: number, rule: number) => void) => void;
  /** Indices on the shortest way to a combination, the beginning first. */
  readonly wayTo: (index: number) => number[];
  /** The rule by which the shortest way arrives; none at the beginning. */
  readonly arrival: (index: number) => Rule | undefined;
  readonly records: readonly RuleRecord[];
}

export class TooManyCombinationsError extends Error {
  constructor(limit: number) {
    super(`more than ${limit} combinations can be reached: narrow their domains`);
    this.name = 'TooManyCombinationsError';
  }
}

/**
 * Explores every reachable combination of place and facts, for every sender and outside observation, breadth first.
 *
 * @param limit most combinations to visit
 * @throws TooManyCombinationsError when there are more, RangeError when there are none because the beginning never rests
 */
export function explore(behaviour: Behaviour, limit = 8_000_000): Exploration {
  const keys = new Numbers(Float64Array);
  const parents = new Numbers(Int32Array);
  const arrivals = new Numbers(Int32Array);
  const edgeStarts = new Numbers(Int32Array);
  const edges = new Numbers(Int32Array);
  const index = new KeyIndex(keys);
  const records: RuleRecord[] = behaviour.rules.map(() => ({
    held: 0,
    refused: 0,
    taken: 0,
    firstTaken: -1,
    firstOutOfDomain: -1,
    firstEndless: -1,
  }));
  const find = (key: number, from: number, arrival: number): number => {
    const found = index.find(key);
    if (found >= 0) return found;
    if (keys.length >= limit) throw new TooManyCombinationsError(limit);
    parents.push(from);
    arrivals.push(arrival);
    return index.add(key);
  };

  let at = 0;
  const visit = ({id}: Rule, _takers: number, _outside: number, next: number): void => {
    const record = records[id];
    if (!record) return;
    if (next < 0) {
      const first = next === ENDLESS ? 'firstEndless' : 'firstOutOfDomain';
      if (record[first] < 0) record[first] = at;
      return;
    }
    record.taken += 1;
    if (record.firstTaken < 0) record.firstTaken = at;
    edges.push(find(next, at, id));
    edges.push(id);
  };
  const asked = (rule: Rule, held: boolean): void => {
    const record = records[rule.id];
    if (!record) return;
    if (held) record.held += 1;
    else record.refused += 1;
  };
  if (behaviour.initial < 0) throw new RangeError('what is taken by itself at the beginning never ends');
  find(behaviour.initial, -1, -1);
  for (; at < keys.length; at += 1) {
    edgeStarts.push(edges.length);
    behaviour.moves(keys.at(at), visit, asked);
  }
  edgeStarts.push(edges.length);

  return {
    behaviour,
    size: keys.length,
    edgeCount: edges.length / 2,
    records,
    combination: (node) => keys.at(node),
    forEachWay(node, tell) {
      const end = edgeStarts.at(node + 1);
      for (let edge = edgeStarts.at(node); edge < end; edge += 2) tell(edges.at(edge), edges.at(edge + 1));
    },
    wayTo(node) {
      const way = [node];
      for (let from = parents.at(node); from >= 0; from = parents.at(from)) way.push(from);
      return way.reverse();
    },
    arrival: (node) => behaviour.rules[arrivals.at(node)],
  };
}

// Looked up once: in a test's own realm each look-up of a global is slow, and there are millions.
const {imul, floor} = Math;

type Room = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** A growing list of numbers without a box around each. */
class Numbers {
  length = 0;
  readonly #type: new (length: number) => Room;
  #room: Room;

  constructor(type: new (length: number) => Room) {
    this.#type = type;
    this.#room = new type(1024);
  }

  at(index: number): number {
    return this.#room[index] ?? -1;
  }

  push(value: number): void {
    if (this.length === this.#room.length) {
      const room = new this.#type(this.length * 2);
      room.set(this.#room);
      this.#room = room;
    }
    this.#room[this.length] = value;
    this.length += 1;
  }
}

/** Finds keys in a list by open addressing. */
class KeyIndex {
  readonly #keys: Numbers;
  #slots = new Int32Array(4096);

  constructor(keys: Numbers) {
    this.#keys = keys;
  }

  /** The key's place in the list, or -1. */
  find(key: number): number {
    return (this.#slots[this.#slot(key)] ?? 0) - 1;
  }

  add(key: number): number {
    this.#keys.push(key);
    if (this.#keys.length * 2 > this.#slots.length) this.#grow();
    else this.#slots[this.#slot(key)] = this.#keys.length;
    return this.#keys.length - 1;
  }

  #slot(key: number): number {
    const mask = this.#slots.length - 1;
    let hash = (key | 0) ^ imul(floor(key / 4294967296), 0x27d4eb2f);
    hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = this.#slots[slot] ?? 0;
      if (held === 0 || this.#keys.at(held - 1) === key) return slot;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let at = 0; at < this.#keys.length; at += 1) this.#slots[this.#slot(this.#keys.at(at))] = at + 1;
  }
}
