import {ReadTransaction} from '../../platform/database/transaction';
import {SealBrokenError, unseal} from '../../platform/crypto/sealing';
import type {TimelineEntry} from '../domain/timeline';
import {countChunks, findChunks, findDocumentContents} from './chart-statements';
import {DocumentContent} from './document-content';
import {unpacked} from './original-store';
import {ChartPart, chunkPlace, contentPlace} from './places';
import {TimelineMark} from './timeline-mark';

/** The case whose chart is opened, and the key to it. */
export interface ChartCase {
  readonly organisationId: string;
  readonly caseId: string;
  /** Null when the case was disposed of; then it has no documents either. */
  readonly dataKey: Buffer | null;
}

export interface PlacedMark {
  readonly documentId: string;
  readonly mark: TimelineMark;
}

/** Chunks by number, opened but still packed. @throws SealBrokenError, Error when it is missing */
export async function readChunks(
  tx: ReadTransaction,
  {organisationId, caseId, dataKey}: ChartCase,
  {documentId, part, numbers}: {documentId: string; part: ChartPart; numbers: readonly number[]},
): Promise<Map<number, Buffer>> {
  const rows = await tx.rows(findChunks, [organisationId, caseId, documentId, part, numbers]);
  if (rows.length !== numbers.length) throw new Error(`document ${documentId} lacks chunks of its ${part}`);
  return new Map(
    rows.map(({number, content}) => [
      number,
      opened(dataKey, chunkPlace({caseId, documentId}, part, number), content),
    ]),
  );
}

/** Where the entries of these documents lie, in no order. */
export async function readMarks(
  tx: ReadTransaction,
  chart: ChartCase,
  documentIds: readonly string[],
): Promise<PlacedMark[]> {
  const placed: PlacedMark[] = [];
  for (const documentId of documentIds) {
    const chunks = await readChunks(tx, chart, {documentId, part: 'index', numbers: [0]});
    for (const chunk of chunks.values()) {
      for (const mark of await parsed<TimelineMark[]>(chunk)) placed.push({documentId, mark});
    }
  }
  return placed;
}

/** The marked entries, in the order of their marks. */
export async function readEntries(
  tx: ReadTransaction,
  chart: ChartCase,
  marks: readonly PlacedMark[],
): Promise<TimelineEntry[]> {
  const wanted = new Map<string, Set<number>>();
  for (const {documentId, mark} of marks) {
    const numbers = wanted.get(documentId) ?? new Set();
    wanted.set(documentId, numbers.add(mark[1]));
  }
  const entries = new Map<string, TimelineEntry[]>();
  for (const [documentId, numbers] of wanted) {
    const chunks = await readChunks(tx, chart, {documentId, part: 'timeline', numbers: [...numbers]});
    for (const [number, chunk] of chunks) entries.set(`${documentId}/${number}`, await parsed(chunk));
  }
  return marks.map(({documentId, mark: [, chunk, position]}) => {
    const entry = entries.get(`${documentId}/${chunk}`)?.[position];
    if (!entry) throw new Error(`document ${documentId} lacks entry ${position} of chunk ${chunk}`);
    return entry;
  });
}

/** What was found in each of these attached documents. */
export async function readContents(
  tx: ReadTransaction,
  {organisationId, caseId, dataKey}: ChartCase,
  documentIds: readonly string[],
): Promise<DocumentContent[]> {
  const rows = await tx.rows(findDocumentContents, [organisationId, caseId, documentIds]);
  const found = new Map(rows.map(({id, content}) => [id, content]));
  return documentIds.flatMap((id) => {
    const sealed = found.get(id);
    if (!sealed) return [];
    return [JSON.parse(opened(dataKey, contentPlace(caseId, id), sealed).toString()) as DocumentContent];
  });
}

export async function countOriginal(
  tx: ReadTransaction,
  {organisationId, caseId}: ChartCase,
  documentId: string,
): Promise<number> {
  return (await tx.row(countChunks, [organisationId, caseId, documentId, 'original']))?.count ?? 0;
}

function opened(dataKey: Buffer | null, place: string, content: Buffer): Buffer {
  if (!dataKey) throw new SealBrokenError(place);
  return unseal(dataKey, place, content);
}

const parsed = async <T>(packed: Buffer): Promise<T> => JSON.parse((await unpacked(packed)).toString()) as T;
