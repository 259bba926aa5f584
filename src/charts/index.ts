export {ChartsModule} from './charts.module';
export type {AttachedData} from './commands/attach-document';
export {npiFrom} from './domain/npi';
export {sampleChart, sampleScenarios} from './domain/sample-chart';
export type {FhirBundle, SamplePerson, SampleRequest, SampleScenario} from './domain/sample-chart';
export type {TimelineEntry, TimelineFinding, TimelineKind} from './domain/timeline';
export type {DocumentItem} from './persistence/document-content';
export {ChartSummaryQuery} from './queries/chart-summary';
export type {ChartSummary} from './queries/chart-summary';
