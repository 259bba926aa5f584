import {FEWEST, Finding} from './unusual-access';

/** What of a finding one viewer may have. */
export type SeenFinding = Pick<Finding, 'since' | 'until'> & {
  readonly evidence: Pick<Finding['evidence'], 'count' | 'because' | 'leaves'>;
};

/** Places shown of one finding. */
const MOST_LEAVES = 200;

/**
 * A finding counted again over those of its accesses that one viewer may see, as if there were no others.
 *
 * @param seen accesses of the person, of those the finding was made of
 * @returns null when so few are left that they are no finding
 */
export function seenFinding(
  {rule, evidence}: Pick<Finding, 'rule' | 'evidence'>,
  seen: readonly {readonly leaf: number; readonly at: Date}[],
): SeenFinding | null {
  const count = seen.length;
  if (count < leastOf({rule, evidence})) return null;
  const whole = count === evidence.count;
  const times = seen.map(({at}) => at.getTime());
  return {
    since: new Date(Math.min(...times)),
    until: new Date(Math.max(...times)),
    evidence: {
      count,
      because: whole || rule !== 'volume' ? evidence.because : partOfVolume(count),
      leaves: seen.map(({leaf}) => leaf).slice(0, MOST_LEAVES),
    },
  };
}

/** Without the figures of the day's whole. */
const partOfVolume = (count: number): string =>
  `${count} on one day; far more than is usual under the same roles`;

const leastOf = ({rule, evidence}: Pick<Finding, 'rule' | 'evidence'>): number =>
  rule === 'volume' ? (evidence.least ?? evidence.count) : FEWEST;
