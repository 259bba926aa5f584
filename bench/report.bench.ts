import PDFDocument from 'pdfkit';
import {renderToBuffer} from '../src/reports';
import type {Block, DocumentModel} from '../src/reports';
import {median, round} from './support/measure';
import type {Report} from './support/measure';

const ROUNDS = 7;
const SECTIONS = 40;
const SENTENCE =
  'The first results were filed while the team was called to another ward, and nobody was told that they had changed. ';

/** Pages a second of a report, tagged and with embedded fonts, against a bare PDFKit document of the same text. */
export async function run(report: Report): Promise<void> {
  const ours: number[] = [];
  const bare: number[] = [];
  let pages = 0;
  let barePages = 0;
  for (let count = 0; count < ROUNDS; count += 1) {
    let start = performance.now();
    pages = pagesOf(await renderToBuffer(model));
    ours.push(performance.now() - start);
    start = performance.now();
    barePages = pagesOf(await bareDocument());
    bare.push(performance.now() - start);
  }
  const perSecond = (count: number, times: readonly number[]): number =>
    round((1000 * count) / median(times));
  report({
    figure: 'pages per second',
    pages,
    report: perSecond(pages, ours),
    milliseconds: round(median(ours)),
    barePages,
    bare: perSecond(barePages, bare),
    bareMilliseconds: round(median(bare)),
    ratioOfPages: round(perSecond(pages, ours) / perSecond(barePages, bare)),
    ratioOfTime: round(median(bare) / median(ours)),
  });
}

const paragraphs = Array.from({length: 6}, () => SENTENCE.repeat(6));

const model: DocumentModel = {
  title: 'Case review report',
  subject: 'Benchmark',
  language: 'en',
  createdAt: new Date('2026-01-15T12:00:00Z'),
  privilege: {text: 'Confidential peer review material.'},
  header: {organisation: 'Example Hospital', committee: 'Committee of Medicine', reference: 'PR-2026-0001'},
  blocks: Array.from({length: SECTIONS}, (_, number): Block[] => [
    {kind: 'heading', level: 1, text: `Section ${number + 1}`},
    ...paragraphs.map((text) => ({kind: 'paragraph', text}) as const),
  ]).flat(),
};

async function bareDocument(): Promise<Buffer> {
  const document = new PDFDocument({size: 'A4', margin: 56});
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.once('end', resolve));
  for (const block of model.blocks)
    if ('text' in block)
      document
        .fontSize(block.kind === 'heading' ? 16 : 10)
        .text(block.text)
        .moveDown();
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

const pagesOf = (pdf: Buffer): number =>
  Number(/\/Type \/Pages[^>]*?\/Count (\d+)/s.exec(pdf.toString('latin1'))?.[1]);
