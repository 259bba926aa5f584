import {Readable} from 'node:stream';
import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser, readRecord} from '../../cases';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {ruleOf} from '../domain/document-kind';
import {unpacked} from '../persistence/original-store';
import {ChartCase, countOriginal, readChunks} from '../persistence/stored-chart';
import {ShownDocument, chartCaseOf, shownFiles} from './shown-documents';

export interface DocumentRequest {
  readonly caseId: string;
  readonly documentId: string;
}

export interface DocumentDownload {
  readonly document: ShownDocument;
  /** The file as it was sent, byte for byte. */
  readonly stream: Readable;
}

/** Gives out an attached file as it came, after that was put on record. */
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

  /** @throws Problem `not_found` for absent and hidden alike */
  async open(user: CaseUser, {caseId, documentId}: DocumentRequest): Promise<DocumentDownload> {
    const {document, chart, chunks} = await this.#log.read(user.organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      const found = seen && shownFiles(seen).find(({id}) => id === documentId);
      // An original names its patient, on its first page as in its first resource; one's own one knows already.
      if (!found || !(found.own || seen.view.disclosed.sees.has('patientIdentity')))
        throw problems.notFound();
      const opened = chartCaseOf(seen);
      const shown = [found.compartment, 'patientIdentity'] as const;
      const access = {who: user.personId, as: seen.view.relations, what: 'documentDownloaded', shown};
      const count = await countOriginal(tx, opened, documentId);
      return {
        result: {document: found, chart: opened, chunks: count},
        records: [readRecord(caseId, access, 'download')],
      };
    });
    return {document, stream: Readable.from(this.#chunks(chart, document, chunks), {highWaterMark: 1})};
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
