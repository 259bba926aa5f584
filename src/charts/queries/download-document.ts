import {Readable} from 'node:stream';
import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser, SeenCase, readRecord, unseenRecord} from '../../cases';
import type {TextMask} from '../../masking';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {ruleOf} from '../domain/document-kind';
import {unpacked} from '../persistence/original-store';
import {ChartCase, countOriginal, readChunks} from '../persistence/stored-chart';
import {cleanJpeg, cleanPng} from '../renditions/clean-image';
import {PdfNotCleanError, cleanPdf} from '../renditions/clean-pdf';
import {maskedText} from '../renditions/masked-text';
import {ShownDocument, chartCaseOf, shownFiles} from './shown-documents';

export interface DocumentRequest {
  readonly caseId: string;
  readonly documentId: string;
}

export interface DocumentDownload {
  readonly document: ShownDocument;
  /** The file as it was sent, byte for byte; for whom something is masked, what is left of it. */
  readonly stream: Readable;
}

/** Gives out an attached file, after that was put on record. */
@Injectable()
export class DownloadDocument {
  readonly #log: AccessLog;
  readonly #door: CaseDoor;
  readonly #database: ReadDatabase;

  constructor(log: AccessLog, door: CaseDoor, database: ReadDatabase) {
    this.#log = log;
    this.#door = door;
    this.#database = database;
  }

  /**
   * @throws Problem `not_found` for absent and hidden alike, `unavailable` when a rendition without metadata cannot be made
   */
  async open(user: CaseUser, {caseId, documentId}: DocumentRequest): Promise<DocumentDownload> {
    const opening = await this.#log.read(user.organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      const found = seen && shownFiles(seen).find(({id}) => id === documentId);
      if (!found || !mayOpen(seen, found))
        return {result: null, records: [unseenRecord(caseId, {who: user.personId, what: 'documentRefused'})]};
      const {masks} = seen.view.disclosed;
      const opened = chartCaseOf(seen);
      const masked = masks.size > 0 && !found.own;
      const shown = [found.compartment, ...(masked ? [] : (['patientIdentity'] as const))] as const;
      const access = {who: user.personId, as: seen.view.relations, what: 'documentDownloaded', shown};
      const count = await countOriginal(tx, opened, documentId);
      return {
        result: {
          document: found,
          chart: opened,
          chunks: count,
          mask: masked ? seen.view.masking.text(masks) : null,
        },
        records: [readRecord(caseId, access, 'download')],
      };
    });
    if (!opening) throw problems.notFound();
    const {document, chart, chunks, mask} = opening;
    const original = this.#chunks(chart, document, chunks);
    const stream = mask ? await rendition(document, original, mask) : original;
    return {document, stream: Readable.from(stream, {highWaterMark: 1})};
  }

  /** What is attached never changes, so that each chunk is read for itself and no connection waits for the receiver. */
  async *#chunks(chart: ChartCase, {id, kind}: ShownDocument, count: number): AsyncGenerator<Buffer> {
    const {compress} = ruleOf(kind);
    for (let number = 0; number < count; number += 1) {
      const place = {documentId: id, part: 'original', numbers: [number]} as const;
      const opened = await this.#database.read((tx) => readChunks(tx, chart, place));
      for (const chunk of opened.values()) yield compress ? await unpacked(chunk) : chunk;
    }
  }
}

/** An original names its patient, on its first page as in its first resource; one's own one knows already. */
function mayOpen({view}: SeenCase, {own, kind}: ShownDocument): boolean {
  const {masks, sees} = view.disclosed;
  if (own) return true;
  return masks.size > 0 ? kind !== 'fhir' : sees.has('patientIdentity');
}

/** What those get for whom something is masked: a file that was released, without its metadata; a text, masked. */
async function rendition(
  {kind}: ShownDocument,
  original: AsyncIterable<Buffer>,
  mask: TextMask,
): Promise<AsyncIterable<Buffer> | Buffer[]> {
  if (kind === 'text') return maskedText(original, mask);
  const pieces: Buffer[] = [];
  for await (const piece of original) pieces.push(piece);
  const whole = Buffer.concat(pieces);
  try {
    return [kind === 'png' ? cleanPng(whole) : kind === 'jpeg' ? cleanJpeg(whole) : await cleanPdf(whole)];
  } catch (error) {
    if (error instanceof PdfNotCleanError)
      throw problems.unavailable(
        'The file cannot be shown without what it holds of names; ask the office for it.',
      );
    throw error;
  }
}
