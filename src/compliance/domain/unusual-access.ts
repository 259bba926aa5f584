import {Figure} from '../../disclosure';

/** One time that somebody saw content, or was refused it. */
export interface Access {
  readonly leaf: number;
  readonly at: Date;
  readonly who: string;
  readonly as: readonly string[];
  readonly refused: boolean;
}

/** Type of the event that says how far a finding, which it is on, has been looked into. */
export const FINDING_CHANGED = 'findingChanged';

/** How far a finding has been looked into. */
export type FindingState = 'open' | 'explained' | 'confirmed';

export const FINDING_RULES = ['outsideRole', 'afterHours', 'volume'] as const;
export type FindingRule = (typeof FINDING_RULES)[number];

/** Something to look into: about one person on one day, by one rule, with the places in the log that show it. */
export interface Finding {
  readonly rule: FindingRule;
  readonly who: string;
  /** Day in the organisation's time zone, yyyy-mm-dd. */
  readonly day: string;
  readonly since: Date;
  readonly until: Date;
  readonly evidence: {
    readonly count: number;
    /** Why that is unusual, in words. */
    readonly because: string;
    /** Places in the tree, all of them. */
    readonly leaves: readonly number[];
    /** Of a volume: with how many it would still be far more than usual. */
    readonly least?: number;
  };
}

/** Fewer on one day are no finding. */
export const FEWEST = 5;
const OPENING = {from: 6, to: 20};
/** Days of people in a role that are needed before anything can be called usual. */
const FEWEST_DAYS = 8;
/** Of the modified z-score: Iglewicz and Hoaglin, How to Detect and Handle Outliers (ASQC, 1993). */
const CUT = 3.5;

/**
 * Unusual access within whole days. The same log always gives the same findings; nobody is compared by name and nobody
 * is ranked.
 *
 * @param timeZone the organisation's, IANA
 */
export function unusualAccess(accesses: readonly Access[], timeZone: string): Finding[] {
  const local = localTime(timeZone);
  const placed = accesses.map((access) => ({access, ...local(access.at)}));
  const found = (rule: FindingRule, group: readonly Placed[], because: string): Finding =>
    finding(rule, group, because);
  return [
    ...groups(placed.filter(({access}) => access.refused)).map((group) =>
      found('outsideRole', group, 'asked for cases that their roles and relations do not open'),
    ),
    ...groups(placed.filter(({access, open}) => !access.refused && !open)).map((group) =>
      found(
        'afterHours',
        group,
        `between ${OPENING.to}:00 and ${OPENING.from}:00, or at the weekend, in ${timeZone}`,
      ),
    ),
    ...volume(placed.filter(({access}) => !access.refused)),
  ].sort((a, b) => compare(a.day, b.day) || compare(a.rule, b.rule) || compare(a.who, b.who));
}

interface Placed {
  readonly access: Access;
  readonly day: string;
  readonly open: boolean;
}

/** One person's day, where there is enough of it. */
function groups(placed: readonly Placed[], fewest = FEWEST): Placed[][] {
  const byDay = new Map<string, Placed[]>();
  for (const one of placed) {
    const key = `${one.day} ${one.access.who}`;
    byDay.set(key, [...(byDay.get(key) ?? []), one]);
  }
  return [...byDay.values()].filter((group) => group.length >= fewest);
}

/** Days far above what is usual in the same roles, by median and median absolute deviation, which a few days do not move. */
function volume(placed: readonly Placed[]): Finding[] {
  const byRole = new Map<string, Placed[][]>();
  for (const group of groups(placed, 1)) {
    const role = [...new Set(group.flatMap(({access}) => access.as))].sort().join(' and ');
    byRole.set(role, [...(byRole.get(role) ?? []), group]);
  }
  return [...byRole].flatMap(([role, days]) => {
    if (days.length < FEWEST_DAYS) return [];
    const counts = days.map(({length}) => length);
    const middle = median(counts);
    const spread = spreadOf(counts, middle);
    const people = days.flatMap((group) => group.map(({access}) => access.who));
    const usual = Figure.over(people, middle).shown(
      (value) => `the median of ${days.length} days under ${role || 'no role'} is ${value}`,
      `far more than is usual under ${role || 'no role'}`,
    );
    const least = Math.max(FEWEST, Math.floor(middle + CUT * spread) + 1);
    return days
      .filter((group) => group.length >= least)
      .map((group) => {
        const found = finding('volume', group, `${group.length} on one day; ${usual}`);
        return {...found, evidence: {...found.evidence, least}};
      });
  });
}

/** Comparable with a standard deviation; where half of the days are alike, by the mean deviation; at least 1. */
function spreadOf(counts: readonly number[], middle: number): number {
  const deviations = counts.map((count) => Math.abs(count - middle));
  const mad = median(deviations) / 0.6745;
  const mean = (1.253314 * deviations.reduce((sum, one) => sum + one, 0)) / deviations.length;
  return Math.max(1, mad > 0 ? mad : mean);
}

function finding(rule: FindingRule, group: readonly Placed[], because: string): Finding {
  const sorted = group.map(({access}) => access).sort((a, b) => a.leaf - b.leaf);
  const times = sorted.map(({at}) => at.getTime());
  return {
    rule,
    who: group[0]?.access.who ?? '',
    day: group[0]?.day ?? '',
    since: new Date(Math.min(...times)),
    until: new Date(Math.max(...times)),
    evidence: {
      count: sorted.length,
      because,
      leaves: sorted.map(({leaf}) => leaf),
    },
  };
}

/** @returns day and whether the house is open then, in the given time zone */
function localTime(timeZone: string): (at: Date) => {day: string; open: boolean} {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({type, value}) => [type, value])) as Record<
      Intl.DateTimeFormatPartTypes,
      string
    >;
    const hour = Number(part.hour);
    const weekend = part.weekday === 'Sat' || part.weekday === 'Sun';
    return {
      day: `${part.year}-${part.month}-${part.day}`,
      open: !weekend && hour >= OPENING.from && hour < OPENING.to,
    };
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
