import {GlobalWorkerOptions, TextLayer, getDocument, version} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type {PDFDocumentProxy, PDFPageProxy} from 'pdfjs-dist/legacy/build/pdf.mjs';
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = worker;

/** Where the build leaves what pdf.js fetches by name. */
const files = `/assets/pdfjs-${version}/`;

export interface OpenPdf {
  readonly pages: number;
  /** Draws a page to fit a width in CSS pixels, with its words as text above it. Returns what stops it. */
  readonly draw: (page: number, into: PdfPlace) => Promise<void>;
  /** The shape of the first page: height by width. */
  readonly shape: number;
  readonly close: () => void;
}

export interface PdfPlace {
  readonly canvas: HTMLCanvasElement;
  readonly text: HTMLDivElement;
  readonly width: number;
  readonly signal: AbortSignal;
}

/**
 * Opens a PDF with scripts, forms and evaluation of code off, and the policy of the page as it is (docs/adr/0064).
 *
 * @throws what pdf.js throws for a file that cannot be read
 */
export async function openPdf(blob: Blob): Promise<OpenPdf> {
  const task = getDocument({
    data: new Uint8Array(await blob.arrayBuffer()),
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    wasmUrl: files,
    standardFontDataUrl: files,
  });
  const document = await task.promise;
  const first = (await document.getPage(1)).getViewport({scale: 1});
  return {
    pages: document.numPages,
    shape: first.height / first.width,
    draw: (page, into) => draw(document, page, into),
    close: () => void task.destroy(),
  };
}

async function draw(document: PDFDocumentProxy, number: number, place: PdfPlace): Promise<void> {
  const page = await document.getPage(number);
  if (place.signal.aborted) return;
  const viewport = page.getViewport({scale: place.width / page.getViewport({scale: 1}).width});
  await Promise.all([drawPicture(page, viewport, place), drawText(page, viewport, place)]);
}

type Viewport = ReturnType<PDFPageProxy['getViewport']>;

async function drawPicture(
  page: PDFPageProxy,
  viewport: Viewport,
  {canvas, signal}: PdfPlace,
): Promise<void> {
  const density = Math.min(window.devicePixelRatio, 2);
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  const task = page.render({canvas, viewport, transform: [density, 0, 0, density, 0, 0]});
  signal.addEventListener('abort', () => {
    task.cancel();
  });
  try {
    await task.promise;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function drawText(page: PDFPageProxy, viewport: Viewport, {text, signal}: PdfPlace): Promise<void> {
  text.replaceChildren();
  text.style.setProperty('--total-scale-factor', String(viewport.scale));
  const layer = new TextLayer({textContentSource: page.streamTextContent(), container: text, viewport});
  signal.addEventListener('abort', () => {
    layer.cancel();
  });
  try {
    await layer.render();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
