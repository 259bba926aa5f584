import {Readable} from 'node:stream';
import {Injectable} from '@nestjs/common';
import {problems} from '../../platform/errors/problem';
import {IncomingFile, ReceivedFile, UploadContext, UploadHandler} from '../../workflow';
import {CollectedPairs} from '../domain/collected-pairs';
import {identifyContent} from '../domain/describe-content';
import {ChartImportError} from '../import/chart-import-error';
import {readBundle} from '../import/read-bundle';
import {completeDocument, deleteAbandoned, insertDocument} from '../persistence/chart-statements';
import {ChunkWriter} from '../persistence/chunk-writer';
import {DocumentContent} from '../persistence/document-content';
import {DocumentKind, KindRule, kindOf} from '../domain/document-kind';
import {OriginalWriter} from '../persistence/original-store';
import {contentPlace} from '../persistence/places';
import {TimelineWriter} from '../persistence/timeline-writer';
import {AttachedData} from './attach-document';
import {documentName} from './document-name';
import type {TimelineEntry} from '../domain/timeline';
import {FileCheck, FileFaultError} from './file-checks/file-fault-error';
import {JpegCheck} from './file-checks/jpeg-check';
import {PdfCheck} from './file-checks/pdf-check';
import {PngCheck} from './file-checks/png-check';
import {TextCheck} from './file-checks/text-check';
import {IncomingBytes} from './incoming-bytes';

const DAY = 86_400_000;
const NOT_TAKEN =
  'The file is none of what is taken: a FHIR R4 Bundle in JSON, a PDF, a PNG or JPEG image, or plain text in UTF-8.';

const checks: Readonly<Record<Exclude<DocumentKind, 'fhir'>, () => FileCheck>> = {
  pdf: () => new PdfCheck(),
  png: () => new PngCheck(),
  jpeg: () => new JpegCheck(),
  text: () => new TextCheck(),
};

const NO_ATTACHMENT =
  'The file is none of what can be attached: a PDF, a PNG or JPEG image, or plain text in UTF-8.';
const kinds: readonly DocumentKind[] = ['fhir', 'pdf', 'png', 'jpeg', 'text'];

interface Taking extends UploadContext {
  readonly taken: readonly DocumentKind[];
}

interface Staging {
  readonly bytes: IncomingBytes;
  readonly original: OriginalWriter;
  readonly writer: ChunkWriter;
  readonly pairs: CollectedPairs;
}

interface Staged extends Omit<DocumentContent, 'name'> {
  readonly entries: number;
}

/** Takes a chart or a document into staging, sealed chunk by chunk as it arrives; nothing of it lies in memory whole. */
@Injectable()
export class ReceiveChart implements UploadHandler {
  readonly name = 'chart';
  readonly accept = [
    'application/fhir+json',
    'application/json',
    'application/pdf',
    'image/png',
    'image/jpeg',
    'text/plain',
  ];
  readonly maxBytes = 50 * 1024 * 1024;

  async receive(file: IncomingFile, context: UploadContext): Promise<ReceivedFile> {
    return this.receiveOf(kinds, file, context);
  }

  /** As `receive`, of some kinds alone. */
  async receiveOf(
    taken: readonly DocumentKind[],
    file: IncomingFile,
    context: UploadContext,
  ): Promise<ReceivedFile> {
    const bytes = new IncomingBytes(file.stream, this.maxBytes);
    try {
      const {organisationId, caseId, now} = context;
      await context.tx.write(deleteAbandoned, [organisationId, caseId, new Date(now.getTime() - DAY)]);
      return await this.#take(bytes, file.name, {...context, taken});
    } catch (error) {
      throw asProblem(error);
    } finally {
      bytes.close();
    }
  }

  async #take(bytes: IncomingBytes, sentName: string, context: Taking): Promise<ReceivedFile> {
    const head = await bytes.head();
    if (head.length === 0) throw new FileFaultError('The file is empty.');
    const content = identifyContent(head);
    const rule = content && kindOf[content];
    if (!rule || !context.taken.includes(rule.kind))
      throw problems.unsupportedMediaType(context.taken.includes('fhir') ? NOT_TAKEN : NO_ATTACHMENT);
    const {tx, organisationId, caseId, now} = context;
    const documentId = context.randomness.uuid();
    await tx.write(insertDocument, [organisationId, caseId, documentId, rule.kind, rule.mediaType, now]);
    const writer = new ChunkWriter(context, documentId);
    const original = new OriginalWriter(writer, rule.compress);
    const pairs = new CollectedPairs();
    const staged = await this.#stage(rule.kind, {bytes, original, writer, pairs});
    const name = documentName(sentName, rule);
    const kept: DocumentContent = {name, reading: staged.reading, size: staged.size};
    const sealed = context.seal(contentPlace(caseId, documentId), Buffer.from(JSON.stringify(kept)));
    const values = [original.bytes, staged.entries, sealed];
    await tx.write(completeDocument, [organisationId, caseId, documentId, ...values]);
    return receivedFile(documentId, rule, {...kept, bytes: original.bytes, pairs: pairs.found});
  }

  async #stage(kind: DocumentKind, staging: Staging): Promise<Staged> {
    try {
      return kind === 'fhir' ? await this.#chart(staging) : await this.#document(kind, staging);
    } finally {
      await staging.writer.close();
    }
  }

  async #chart({bytes, original, writer, pairs}: Staging): Promise<Staged> {
    const timeline = new TimelineWriter(writer);
    const feed = Readable.from(keptOnTheWay(bytes, original));
    const limits = {maxBytes: this.maxBytes};
    const take = (batch: readonly TimelineEntry[]): Promise<void> => {
      pairs.entries(batch);
      return timeline.add(batch);
    };
    const reading = await readBundle(feed, take, limits);
    await original.end();
    await timeline.end();
    return {reading, size: null, entries: timeline.entries};
  }

  async #document(kind: Exclude<DocumentKind, 'fhir'>, {bytes, original, pairs}: Staging): Promise<Staged> {
    const check = checks[kind]();
    for await (const chunk of bytes.all()) {
      check.take(chunk);
      if (kind === 'text') pairs.bytes(chunk);
      await original.take(chunk);
    }
    const size = check.end();
    await original.end();
    return {reading: null, size, entries: 0};
  }
}

const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf);

/** RFC 8259 section 8.1: a reader may ignore a byte order mark; what is kept has it still. */
async function* keptOnTheWay(bytes: IncomingBytes, original: OriginalWriter): AsyncGenerator<Buffer> {
  for await (const chunk of bytes.all()) {
    const first = original.bytes === 0;
    await original.take(chunk);
    const marked = first && chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    yield marked ? chunk.subarray(BYTE_ORDER_MARK.length) : chunk;
  }
}

function receivedFile(
  documentId: string,
  {kind, mediaType}: KindRule,
  {
    name,
    reading,
    bytes,
    pairs,
  }: DocumentContent & {readonly bytes: number; readonly pairs: readonly string[]},
): ReceivedFile {
  const counts = {...reading?.counts};
  const notUnderstood = {...reading?.notUnderstood};
  const faults = reading?.faultCount ?? 0;
  const data: AttachedData = {
    documentId,
    item: {documentId, kind, mediaType, name, bytes, counts, notUnderstood, faults},
    pairs,
    participants: (reading?.participants ?? []).map((one) => ({npi: one.npi, name: one.name})),
    named: reading && {identities: reading.identities, participants: reading.participants},
  };
  return {id: documentId, kind, counts, data};
}

/** A refusal in the words of whoever read the file; everything else passes as it is. */
function asProblem(error: unknown): unknown {
  if (error instanceof ChartImportError && error.code === 'chart_too_large')
    return problems.tooLarge(error.message);
  if (error instanceof ChartImportError || error instanceof FileFaultError)
    return problems.invalid([{pointer: '/file', detail: error.message}]);
  return error;
}
