export {ChartsModule} from './charts.module';
export type {AttachedData} from './commands/attach-document';
export {npiFrom} from './domain/npi';
export {sampleChart} from './domain/sample-chart';
export type {SampleScenario} from './domain/sample-chart';
export type {TimelineEntry, TimelineKind} from './domain/timeline';
export {ChartSummaryQuery} from './queries/chart-summary';
export type {ChartSummary} from './queries/chart-summary';
