import type {Readable} from 'node:stream';

import type {ChartReading, TimelineEntry} from '../domain/timeline';
import {BundleSplitter} from './bundle-splitter';
import {defaultChartLimits} from './chart-limits';
import type {ChartLimits} from './chart-limits';
import {ChartReader} from './chart-reader';

const BATCH = 200;

async function* bytesOf(source: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    if (Buffer.isBuffer(chunk)) yield chunk;
    else if (typeof chunk === 'string') yield Buffer.from(chunk, 'utf8');
    else throw new TypeError('A chart is read from a stream of bytes.');
  }
}

/**
 * Reads a chart, a FHIR R4 (4.0.1) Bundle in JSON, as a stream: memory does not grow with the file, and the source is
 * paused while `onEntries` works. An entry that refers to something later in the file is handed out later.
 *
 * Entries are handed out before the whole file is known to be good: keep them aside until the promise is fulfilled.
 *
 * @param onEntries takes up to 200 entries a call, in no promised order; what it throws ends the reading
 * @throws ChartImportError when the chart is refused; the source's own error when the upload breaks off
 */
export async function readBundle(
  source: Readable,
  onEntries: (batch: TimelineEntry[]) => Promise<void>,
  limits: Partial<ChartLimits> = {},
): Promise<ChartReading> {
  const all = {...defaultChartLimits, ...limits};
  const splitter = new BundleSplitter(all);
  const reader = new ChartReader(all);
  let batch: TimelineEntry[] = [];
  const deliver = async (least: number): Promise<void> => {
    while (batch.length >= least) {
      const next = batch.slice(0, BATCH);
      batch = batch.slice(BATCH);
      await onEntries(next);
    }
  };
  for await (const chunk of bytesOf(source)) {
    for (const value of splitter.push(chunk)) {
      reader.take(value);
      for (const entry of reader.ready()) batch.push(entry);
      if (batch.length >= BATCH) await deliver(BATCH);
    }
  }
  splitter.end();
  const reading = reader.finish();
  batch = batch.concat(reader.ready());
  await deliver(1);
  return reading;
}
