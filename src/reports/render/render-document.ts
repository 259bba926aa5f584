import {Readable} from 'node:stream';
import {setImmediate} from 'node:timers/promises';
import {checkDocumentModel} from '../domain/check-document-model';
import type {DocumentModel} from '../domain/document-model';
import {EmbeddedType} from './embedded-type';
import {layoutDocument} from './layout-document';
import type {LaidOutDocument} from './laid-out-document';
import {openPdf} from './open-pdf';
import {PageDrawer} from './page-drawer';
import {PageFrame} from './page-frame';
import {TypeSetter} from './type-setter';

/** Steps of the layout, a paragraph or a table row each, between two pauses for other work. */
const stepsAtATime = 64;
/** Pages between two emptyings of PDFKit's cache of shaped words. */
const pagesAtATime = 25;

/**
 * A stream of the document as a PDF (PDF/A-3a, PDF/UA-1). No page is drawn before the reader has taken the pages
 * before it; destroying the stream ends the work. The same model gives the same bytes.
 * @throws DocumentModelError at once, when the model would not print completely
 */
export function renderDocument(model: DocumentModel): Readable {
  checkDocumentModel(model);
  return Readable.from(pdfBytes(model), {objectMode: false, highWaterMark: 65_536});
}

/**
 * The whole document in memory, for small ones.
 * @throws DocumentModelError when the model would not print completely
 */
export async function renderToBuffer(model: DocumentModel): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of renderDocument(model)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function* pdfBytes(model: DocumentModel): AsyncGenerator<Buffer, void> {
  const pdf = openPdf(model);
  const type = new EmbeddedType(pdf);
  const typeSetter = new TypeSetter(type);
  const frame = new PageFrame(model, typeSetter);
  const {elements, pages} = await inSteps(layoutDocument(model, typeSetter, frame.area));
  const drawer = new PageDrawer(pdf, elements);
  const count = pages.length;
  for (let page = 1; page <= count; page += 1) {
    if (page % pagesAtATime === 0) type.forget();
    // Taken out, so that what is drawn can be let go.
    drawer.page(frame.ops(page, count), pages.shift() ?? []);
    yield* written(pdf);
    await setImmediate();
  }
  pdf.end();
  yield* written(pdf);
}

async function inSteps(steps: Generator<undefined, LaidOutDocument>): Promise<LaidOutDocument> {
  for (let count = 1; ; count += 1) {
    const step = steps.next();
    if (step.done) return step.value;
    if (count % stepsAtATime === 0) await setImmediate();
  }
}

/** What PDFKit has written so far. */
function* written(pdf: PDFKit.PDFDocument): Generator<Buffer, void> {
  for (let chunk = read(pdf); chunk !== null; chunk = read(pdf)) yield chunk;
}

function read(pdf: PDFKit.PDFDocument): Buffer | null {
  return (pdf as unknown as Readable).read() as Buffer | null;
}
