import type {ChartPage} from '../../api';

export type ChartEntry = ChartPage['entries'][number];
export type ChartFinding = NonNullable<ChartEntry['components']>[number];
export type ChartFile = ChartPage['documents'][number];

/** Every page of a chart in one. */
export type Chart = Omit<ChartPage, 'next'>;
