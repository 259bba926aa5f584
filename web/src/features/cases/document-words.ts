import {inWords} from '../../layout/in-words';

/** A file of the case, as its record describes it; some of it is hidden from whoever is masked. */
export interface DocumentRecord {
  readonly kind: string;
  readonly name?: string | null;
  readonly bytes?: number | null;
  /** Entries of a chart, by their kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** What a chart holds that is shown nowhere, by its type. */
  readonly notUnderstood?: Readonly<Record<string, number>>;
  /** Entries that could not be read. */
  readonly faults?: number;
}

const KINDS: Readonly<Record<string, string>> = {
  fhir: 'Chart (FHIR)',
  pdf: 'PDF',
  png: 'Image',
  jpeg: 'Image',
  text: 'Text',
};
const UNITS = ['bytes', 'KB', 'MB'] as const;

/** Whether a record is a file's; others are shown field by field. */
export function isDocument(data: unknown): data is DocumentRecord {
  const {kind, counts} = (data ?? {}) as Partial<Record<keyof DocumentRecord, unknown>>;
  return typeof kind === 'string' && kind in KINDS && typeof counts === 'object' && counts !== null;
}

/** 67457 as `67 KB`, in thousands. */
export function sizeInWords(bytes: number): string {
  const power = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return `${String(Math.round(bytes / 1000 ** power))} ${UNITS[power]}`;
}

/** `sample-1.json · Chart (FHIR) · 67 KB`. */
export const fileInWords = ({name, kind, bytes}: DocumentRecord): string =>
  [name, KINDS[kind], typeof bytes === 'number' ? sizeInWords(bytes) : null].filter(Boolean).join(' · ');

/** `Encounter 2, Procedure 1`: what there is none of is not told. */
export const countsInWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${inWords(kind)} ${String(count)}`)
    .join(', ');
