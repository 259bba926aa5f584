export type ChartImportCode =
  | 'chart_malformed'
  | 'chart_truncated'
  | 'chart_not_fhir'
  | 'chart_wrong_version'
  | 'chart_too_large'
  | 'chart_too_many_entries'
  | 'chart_no_patient'
  | 'chart_several_patients';

/**
 * Why a chart was refused. The message is for the person who uploaded it: it names the place and the likely fix, and
 * never quotes the chart's content.
 */
export class ChartImportError extends Error {
  override readonly name = 'ChartImportError';

  constructor(
    readonly code: ChartImportCode,
    message: string,
  ) {
    super(message);
  }
}
