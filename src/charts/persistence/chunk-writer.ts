import {UploadContext} from '../../workflow';
import {insertChunk} from './chart-statements';
import {ChartPart, chunkPlace} from './places';

/**
 * Seals and stores the chunks of one document, one after the other whoever brings them: the file is read ahead while
 * what was read before is being written.
 */
export class ChunkWriter {
  readonly #context: UploadContext;
  readonly #documentId: string;
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(context: UploadContext, documentId: string) {
    this.#context = context;
    this.#documentId = documentId;
  }

  /** Waits until the chunk is stored. */
  async put(part: ChartPart, number: number, content: Buffer): Promise<void> {
    if (this.#closed) throw new Error('the upload has ended: nothing more of it is stored');
    this.#last = this.#last.then(() => this.#insert(part, number, content));
    return this.#last;
  }

  /** After this nothing can be written any more: the transaction may end, and its connection be another's. */
  async close(): Promise<void> {
    this.#closed = true;
    // A failure reached whoever brought that chunk.
    await Promise.allSettled([this.#last]);
  }

  async #insert(part: ChartPart, number: number, content: Buffer): Promise<void> {
    const {tx, organisationId, caseId} = this.#context;
    const documentId = this.#documentId;
    const sealed = this.#context.seal(chunkPlace({caseId, documentId}, part, number), content);
    await tx.write(insertChunk, [organisationId, caseId, documentId, part, number, sealed]);
  }
}
