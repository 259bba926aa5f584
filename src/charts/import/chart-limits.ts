/** What a chart may ask of the server. */
export interface ChartLimits {
  /** Bytes of the whole file. */
  maxBytes: number;
  maxEntries: number;
  /** Levels of nesting of one entry. */
  maxDepth: number;
  /** Bytes of one string, escapes counted as written. */
  maxStringBytes: number;
  /** Bytes of one entry, or of one field of the Bundle itself. */
  maxValueBytes: number;
  /** Bytes of source whose entries may wait for a reference to something that comes later in the file. */
  maxWaitingBytes: number;
}

const MIB = 1024 * 1024;

export const defaultChartLimits: ChartLimits = {
  maxBytes: 50 * MIB,
  maxEntries: 50_000,
  maxDepth: 100,
  maxStringBytes: 8 * MIB,
  maxValueBytes: 16 * MIB,
  maxWaitingBytes: 8 * MIB,
};
