import {deflateSync} from 'node:zlib';
import {PDFDocument, PDFName, PDFString} from '@cantoo/pdf-lib';
import {aJpeg, aPdf, aPng} from '../../../test/integration/charts/files';
import {PdfCheck} from '../commands/file-checks/pdf-check';
import {cleanJpeg, cleanPng} from './clean-image';
import {PdfNotCleanError, cleanPdf} from './clean-pdf';

const CANARY = 'Canaryfield-7740129';

/** A PDF that tells who it is about wherever one can, but on its page. */
async function aTellingPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setTitle(CANARY);
  document.setAuthor(CANARY);
  document.setSubject(CANARY);
  document.setKeywords([CANARY]);
  document.setProducer(CANARY);
  const page = document.addPage([200, 200]);
  page.drawText('The page itself');
  page.drawImage(await document.embedJpg(aJpeg(undefined, CANARY)));
  await document.attach(Buffer.from(CANARY), `${CANARY}.txt`, {description: CANARY});
  document.addJavaScript('main', `app.alert('${CANARY}')`);
  const {context, catalog} = document;
  const xmp = context.stream(`<x:xmpmeta>${CANARY}</x:xmpmeta>`, {Type: 'Metadata', Subtype: 'XML'});
  const ref = context.register(xmp);
  catalog.set(PDFName.of('Metadata'), ref);
  catalog.set(PDFName.of('Lang'), PDFString.of(CANARY));
  page.node.set(PDFName.of('Metadata'), ref);
  page.node.set(PDFName.of('PieceInfo'), context.obj({App: {Private: PDFString.of(CANARY)}}));
  page.node.set(PDFName.of('LastModified'), PDFString.of(CANARY));
  const note = context.register(
    context.obj({Type: 'Annot', Subtype: 'Text', T: PDFString.of(CANARY), Contents: PDFString.of(CANARY)}),
  );
  page.node.set(PDFName.of('Annots'), context.obj([note]));
  document.getForm().createTextField(CANARY).addToPage(page);
  return Buffer.from(await document.save({useObjectStreams: false, updateFieldAppearances: false}));
}

test('a PDF keeps its pages and tells of nobody in any other place', async () => {
  const original = await aTellingPdf();
  expect(original.toString('latin1').split(CANARY).length).toBeGreaterThan(6);
  const clean = await cleanPdf(original);
  expect(clean.toString('latin1')).not.toContain(CANARY);
  const read = await PDFDocument.load(clean, {updateMetadata: false});
  expect(read.getPageCount()).toBe(1);
  expect([read.getTitle(), read.getAuthor(), read.getProducer(), read.getCreationDate()]).toEqual(
    Array(4).fill(undefined),
  );
  const held = read.context.enumerateIndirectObjects().map(([, object]) => object.toString());
  expect(held.join('\n')).not.toMatch(/Metadata|PieceInfo|Annots|JavaScript|EmbeddedFile|AcroForm/);
  // Names are written as hexadecimal UTF-16 as well.
  const utf16 = Buffer.from(CANARY, 'utf16le').swap16().toString('hex');
  expect(held.join('\n').toLowerCase()).not.toContain(utf16);
});

test('what cannot be rewritten is not given out', async () => {
  await expect(cleanPdf(aPdf())).rejects.toThrow(PdfNotCleanError);
  await expect(cleanPdf(Buffer.from('%PDF-1.7 nothing'))).rejects.toThrow(PdfNotCleanError);
});

test('a PDF whose packed objects would fill the memory is not opened, however their kind is written', async () => {
  const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024));
  for (const kind of ['ObjStm', 'Obj#53tm', 'XRef']) {
    const head = `1 0 obj <</Type /${kind} /Filter /FlateDecode /Length ${bomb.length}>>\nstream\n`;
    const file = Buffer.concat([Buffer.from(`%PDF-1.7\n${head}`), bomb, Buffer.from('\nendstream endobj')]);
    const before = process.memoryUsage().rss;
    await expect(cleanPdf(file)).rejects.toThrow('unpacks to more than a document does');
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  }
});

test.each(['JavaScript', 'Java#53cript', 'OpenAction', 'Launch', 'EmbeddedFile', 'RichMedia'])(
  'a PDF with /%s is refused as it arrives, wherever its bytes are cut',
  (name) => {
    const file = aPdf(`1 0 obj <</${name} 2 0 R>> endobj`);
    for (let cut = 0; cut < file.length; cut += 1) {
      const check = new PdfCheck();
      expect(() => {
        check.take(file.subarray(0, cut));
        check.take(file.subarray(cut));
      }).toThrow('Print it to a new PDF');
    }
  },
);

test('an image keeps its pixels and loses every word', () => {
  const [png, jpeg] = [aPng(undefined, CANARY), aJpeg(undefined, CANARY)];
  expect(png.toString('latin1').split(CANARY)).toHaveLength(6);
  expect(jpeg.toString('latin1').split(CANARY)).toHaveLength(6);
  expect(cleanPng(png)).toEqual(aPng());
  const clean = cleanJpeg(jpeg);
  expect(clean.toString('latin1')).not.toContain(CANARY);
  expect(clean.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  expect(clean.length).toBe(aJpeg().length - 6);
});

test('what an image needs for its colours stays', () => {
  const adobe = Buffer.concat([Buffer.from([0xff, 0xee, 0, 14]), Buffer.from('Adobe\0\0\0\0\0\0\x01')]);
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), adobe, aJpeg().subarray(8)]);
  expect(cleanJpeg(jpeg).includes(adobe)).toBe(true);
  expect(cleanJpeg(jpeg.subarray(0, -2)).includes(adobe)).toBe(true);
});
