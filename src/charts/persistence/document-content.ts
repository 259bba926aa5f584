import type {ChartReading} from '../domain/timeline';

/** What is kept sealed beside a document: how it was named, and what reading it found. */
export interface DocumentContent {
  readonly name: string;
  /** Null for everything but a FHIR chart. */
  readonly reading: ChartReading | null;
  /** Pixels, of an image. */
  readonly size: {readonly width: number; readonly height: number} | null;
}
