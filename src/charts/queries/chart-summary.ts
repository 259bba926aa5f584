import {Injectable} from '@nestjs/common';
import type {SeenCase} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import type {TimelineEntry} from '../domain/timeline';
import {readEntries, readMarks} from '../persistence/stored-chart';
import {keyEntries} from './key-entries';
import {chartCaseOf, isChart, shownDocuments, totals} from './shown-documents';
import {shownEntries, shownMarks} from './shown-entries';

export interface ChartSummary {
  /** Entries by kind, over all charts of the case. */
  readonly counts: Readonly<Record<string, number>>;
  readonly keyEntries: readonly TimelineEntry[];
}

const MOST = 40;

/** What a report says of a chart. The caller puts on record that it was shown. */
@Injectable()
export class ChartSummaryQuery {
  /**
   * Up to 40 of the most telling entries in chronological order: encounters, conditions, procedures, abnormal
   * observations and reports, the latest of each. Null when this viewer sees no chart of the case.
   */
  async summary(tx: ReadTransaction, seen: SeenCase): Promise<ChartSummary | null> {
    const charts = shownDocuments(seen).filter(isChart);
    if (charts.length === 0) return null;
    const chart = chartCaseOf(seen);
    const ids = charts.map(({id}) => id);
    const marks = keyEntries(shownMarks(seen, await readMarks(tx, chart, ids)), MOST);
    const entries = await readEntries(tx, chart, marks);
    return {
      counts: totals(charts.map(({counts}) => counts)),
      keyEntries: shownEntries(seen, {marks, entries}),
    };
  }
}
