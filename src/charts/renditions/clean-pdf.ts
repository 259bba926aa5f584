import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import {cleanJpeg} from './clean-image';
import {packedObjectsWithin} from './packed-objects';

/** What tells of people, programs, places and times, or does something: nothing of it is needed to show a page. */
const LEFT = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'Annots',
  'AA',
  'Thumb',
  'StructParents',
  'StructParent',
  'Alternates',
  'OPI',
  'Measure',
  'AF',
  'Tabs',
  'B',
  'Trans',
  'Dur',
  'PresSteps',
].map((name) => PDFName.of(name));
const FILTER = PDFName.of('Filter');
const PROPERTIES = PDFName.of('Properties');

/** Bytes that the packed objects of a file may come to: fifty times what a long document has. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** The file cannot be rewritten: it is encrypted or damaged. */
export class PdfNotCleanError extends Error {
  override readonly name = 'PdfNotCleanError';
}

/**
 * The pages of a PDF in a file of their own: without its Info and XMP, earlier revisions, annotations, form fields,
 * bookmarks, attachments, scripts, tags, and the metadata of the images in it.
 *
 * @throws PdfNotCleanError
 */
export async function cleanPdf(file: Buffer): Promise<Buffer> {
  if (!packedObjectsWithin(file, MOST_UNPACKED))
    throw new PdfNotCleanError('The PDF unpacks to more than a document does: print it to a new file.');
  try {
    const source = await PDFDocument.load(file, {updateMetadata: false});
    // First, so that nothing is copied along that only what is left refers to.
    for (const [, object] of source.context.enumerateIndirectObjects()) strip(object);
    const clean = await PDFDocument.create({updateMetadata: false});
    for (const page of await clean.copyPages(source, source.getPageIndices())) clean.addPage(page);
    for (const [ref, object] of clean.context.enumerateIndirectObjects()) {
      if (object instanceof PDFRawStream) clean.context.assign(ref, withCleanImage(object));
    }
    return Buffer.from(await clean.save({addDefaultPage: false, updateFieldAppearances: false}));
  } catch (error) {
    throw new PdfNotCleanError('The PDF is encrypted or damaged: print it to a new file.', {cause: error});
  }
}

/** Of an object and whatever lies in it directly; what it refers to is an object of its own. */
function strip(object: PDFObject | undefined): void {
  if (object instanceof PDFStream) strip(object.dict);
  else if (object instanceof PDFArray) object.asArray().forEach(strip);
  else if (object instanceof PDFDict) {
    for (const name of LEFT) object.delete(name);
    for (const [name, value] of object.entries())
      if (!(value instanceof PDFRef) && name !== PROPERTIES) strip(value);
  }
}

function withCleanImage(stream: PDFRawStream): PDFRawStream {
  const filter = stream.dict.get(FILTER);
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter;
  if (only !== PDFName.of('DCTDecode')) return stream;
  return PDFRawStream.of(stream.dict, cleanJpeg(Buffer.from(stream.contents)));
}
