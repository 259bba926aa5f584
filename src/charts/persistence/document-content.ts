import type {ChartReading} from '../domain/timeline';
import type {DocumentKind} from '../domain/document-kind';

/** What is kept sealed beside a document: how it was named, and what reading it found. */
export interface DocumentContent {
  readonly name: string;
  /** Null for everything but a FHIR chart. */
  readonly reading: ChartReading | null;
  /** Pixels, of an image. */
  readonly size: {readonly width: number; readonly height: number} | null;
}

/** The item that a case keeps of each attached document; whoever sees it may open the document. */
export interface DocumentItem {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly mediaType: string;
  readonly name: string;
  readonly bytes: number;
  readonly counts: Readonly<Record<string, number>>;
  /** By resource type. */
  readonly notUnderstood: Readonly<Record<string, number>>;
  readonly faults: number;
}
