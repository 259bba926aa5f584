/** The parts of a document: its own bytes, the entries read from it, and where each entry lies. */
export type ChartPart = 'original' | 'timeline' | 'index';

/** Where a chunk lies; it is sealed to this place and opens nowhere else. */
export const chunkPlace = (
  {caseId, documentId}: {readonly caseId: string; readonly documentId: string},
  part: ChartPart,
  number: number,
): string => `case/${caseId}/chart/${documentId}/${part}/${number}`;

export const contentPlace = (caseId: string, documentId: string): string =>
  `case/${caseId}/chart/${documentId}/content`;
