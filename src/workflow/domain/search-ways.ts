import {Exploration} from './explore';
import {Rule} from './rule';

/** One action on a way that shows something. */
export interface Hop {
  readonly rule: Rule;
  readonly to: number;
}

/** The shortest way from the beginning to a combination. */
export function hopsTo(exploration: Exploration, index: number): Hop[] {
  return exploration.wayTo(index).flatMap((to) => {
    const rule = exploration.arrival(to);
    return rule ? [{rule, to}] : [];
  });
}

export interface Search {
  readonly from: readonly number[];
  /** Ways that are not gone. */
  readonly avoid?: (rule: number) => boolean;
  /** Says that this combination is what was looked for. */
  readonly found: (index: number) => boolean;
}

/** The shortest way from one of `from` to a combination that is looked for, as its first combination and hops; or null. */
export function searchWay(
  exploration: Exploration,
  {from, avoid, found}: Search,
): {start: number; hops: Hop[]} | null {
  const parents = new Int32Array(exploration.size).fill(-2);
  const arrivals = new Int32Array(exploration.size);
  const queue = [...new Set(from)];
  for (const index of queue) parents[index] = -1;
  for (let at = 0; at < queue.length; at += 1) {
    const index = queue[at] ?? 0;
    if (found(index)) return wayBack(exploration, index, parents, arrivals);
    exploration.forEachWay(index, (to, rule) => {
      if (parents[to] !== -2 || avoid?.(rule)) return;
      parents[to] = index;
      arrivals[to] = rule;
      queue.push(to);
    });
  }
  return null;
}

function wayBack(
  {behaviour}: Exploration,
  end: number,
  parents: Int32Array,
  arrivals: Int32Array,
): {start: number; hops: Hop[]} {
  const hops: Hop[] = [];
  let at = end;
  for (let from = parents[at] ?? -1; from >= 0; from = parents[at] ?? -1) {
    const rule = behaviour.rules[arrivals[at] ?? 0];
    if (rule) hops.push({rule, to: at});
    at = from;
  }
  return {start: at, hops: hops.reverse()};
}

/** Marks every combination from which one that is `wanted` can be reached. */
export function canReach(exploration: Exploration, wanted: (index: number) => boolean): Uint8Array {
  const {size, edgeCount} = exploration;
  const starts = new Int32Array(size + 1);
  for (let from = 0; from < size; from += 1)
    exploration.forEachWay(from, (to) => (starts[to + 1] = (starts[to + 1] ?? 0) + 1));
  for (let at = 0; at < size; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const sources = new Int32Array(edgeCount);
  const next = starts.slice();
  for (let from = 0; from < size; from += 1)
    exploration.forEachWay(from, (to) => {
      const place = next[to] ?? 0;
      sources[place] = from;
      next[to] = place + 1;
    });
  const marks = new Uint8Array(size);
  const queue = new Int32Array(size);
  let length = 0;
  const mark = (index: number): void => {
    if (marks[index] === 1) return;
    marks[index] = 1;
    queue[length] = index;
    length += 1;
  };
  for (let at = 0; at < size; at += 1) if (wanted(at)) mark(at);
  for (let at = 0; at < length; at += 1) {
    const index = queue[at] ?? 0;
    for (let edge = starts[index] ?? 0; edge < (starts[index + 1] ?? 0); edge += 1) mark(sources[edge] ?? 0);
  }
  return marks;
}

/** A way as lines that a chair can follow: the action, who may send it, what changed. */
export function describeWay({behaviour, combination}: Exploration, hops: readonly Hop[]): string[] {
  let before = behaviour.initial;
  return hops.map(({rule, to}) => {
    const after = combination(to);
    const [was, is] = [behaviour.facts(before), behaviour.facts(after)];
    const changed = Object.entries(is).filter(([name, value]) => was[name] !== value);
    const places = [before, after].map((at) => behaviour.place(at).leaves.join(' + '));
    const moved = places[0] === places[1] ? '' : ` -> ${places[1] ?? ''}`;
    before = after;
    const facts = changed.map(([name, value]) => `${name} = ${String(value)}`).join(', ');
    return `${rule.type} (${rule.by[0] ?? 'nobody'})${moved}${facts && `; ${facts}`}`;
  });
}
