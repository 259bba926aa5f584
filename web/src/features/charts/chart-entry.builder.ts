import type {ChartEntry, ChartFinding} from './chart-entry';

/** A finding of which nothing is said. */
export const aFinding = (more: Partial<ChartFinding> = {}): ChartFinding => ({
  title: 'Potassium',
  code: null,
  value: null,
  quantity: null,
  referenceRange: null,
  interpretation: null,
  ...more,
});

/** An entry of which nothing is said but what it is. */
export const anEntry = (
  id: string,
  kind: ChartEntry['kind'],
  more: Partial<ChartEntry> = {},
): ChartEntry => ({
  ...aFinding({title: id}),
  id,
  kind,
  at: null,
  end: null,
  encounter: null,
  performers: [],
  detail: {},
  ...more,
});
