/** A line of `checkpoints/<yyyy-mm>.ndjson`: a checkpoint as the log signed it, and when it was exported. */
export interface PublishedCheckpoint {
  readonly at: string;
  readonly note: string;
}

/** A line of `cosignatures/<yyyy-mm>.ndjson`: what a witness said of the checkpoint of that many entries. */
export interface PublishedCosignature {
  readonly at: string;
  readonly size: number;
  readonly cosignature: string;
}

/** Reads one line of the log of exported checkpoints. @returns null when it is none */
export function parsePublishedCheckpoint(line: string): PublishedCheckpoint | null {
  const {at, note} = parsed(line);
  return typeof at === 'string' && typeof note === 'string' ? {at, note} : null;
}

/** Reads one line of the log of cosignatures. @returns null when it is none */
export function parsePublishedCosignature(line: string): PublishedCosignature | null {
  const {at, size, cosignature} = parsed(line);
  const whole = typeof at === 'string' && typeof size === 'number' && typeof cosignature === 'string';
  return whole ? {at, size, cosignature} : null;
}

/** The signed note in a line of the log of what was destroyed. @returns null when it is none */
export function parsePublishedStatement(line: string): string | null {
  const {at, statement} = parsed(line);
  return typeof at === 'string' && typeof statement === 'string' ? statement : null;
}

/** Which file a line goes to: one a month, so that old ones can be moved to other storage. */
export const publishedFile = (at: Date): string => `${at.toISOString().slice(0, 7)}.ndjson`;

function parsed(line: string): Partial<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line)) as Partial<Record<string, unknown>>;
  } catch {
    return {};
  }
}
