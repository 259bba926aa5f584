import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setImmediate} from 'node:timers/promises';
import {readPdf, type PdfText} from '../../../test/support/pdf-text';
import {DocumentModelError} from '../domain/check-document-model';
import type {Block, DocumentModel} from '../domain/document-model';
import {renderDocument, renderToBuffer} from './render-document';

const privilege = 'Confidential peer review material. Do not file in the medical record.';

function aDocument(blocks: readonly Block[], changed: Partial<DocumentModel> = {}): DocumentModel {
  return {
    title: 'Report <A> & "B"',
    subject: 'Export 1 & 2',
    language: 'en',
    createdAt: new Date('2026-11-22T10:15:00Z'),
    privilege: {text: privilege},
    header: {organisation: 'Hospital', committee: 'Committee', reference: 'PR-2026-0001'},
    footerNote: 'Times are UTC.',
    watermark: 'Dr A. Chair · 22 Nov 2026 10:15 · copy 3',
    blocks,
    ...changed,
  };
}

async function printed(blocks: readonly Block[], changed: Partial<DocumentModel> = {}): Promise<PdfText> {
  return readPdf(await renderToBuffer(aDocument(blocks, changed)));
}

const words = (count: number, from = 0): string[] =>
  Array.from({length: count}, (_, index) => `w${from + index}`);
const content = (pdf: PdfText): string => pdf.pages.map((page) => page.content).join('');
const saidWords = (pdf: PdfText): string[] => content(pdf).match(/\bw\d+\b/gu) ?? [];

const columns = [
  {title: 'Column one', weight: 1},
  {title: 'Column two', weight: 3, align: 'right' as const},
];

describe('renderDocument', () => {
  it('says privilege text, head, holder and "Page x of y" on every page, as artifacts', async () => {
    const pdf = await printed([{kind: 'paragraph', text: words(3000).join(' ')}]);
    const count = pdf.pages.length;
    expect(count).toBeGreaterThan(4);
    for (const [index, {artifacts, content: own}] of pdf.pages.entries()) {
      const flat = artifacts.replace(/\s+/gu, ' ');
      expect(flat).toContain(privilege);
      expect(flat).toContain('Hospital · Committee');
      expect(flat).toContain('PR-2026-0001');
      expect(flat).toContain('Times are UTC.');
      expect(flat).toContain('Dr A. Chair · 22 Nov 2026 10:15 · copy 3');
      expect(flat).toContain(`Page ${index + 1} of ${count}`);
      expect(own).not.toContain('Confidential');
    }
  });

  it('loses no word of a paragraph, a notice or a list item that goes on over pages', async () => {
    const pdf = await printed([
      {kind: 'paragraph', text: words(900).join(' ')},
      {kind: 'notice', title: 'Note', text: words(900, 900).join(' ')},
      {kind: 'list', style: 'numbered', items: [words(900, 1800).join(' ')]},
    ]);
    expect(saidWords(pdf)).toEqual(words(2700));
  });

  it('loses no word of a table row taller than a page', async () => {
    const rows = [
      ['before', 'short'],
      [words(1500).join(' '), ''],
      ['after', 'short'],
    ];
    const pdf = await printed([{kind: 'table', caption: 'Tall', columns, rows}]);
    expect(saidWords(pdf)).toEqual(words(1500));
    expect(pdf.tags).toMatchObject({TR: 4, TH: 2, TD: 6});
  });

  it('keeps both cells of a tall row complete', async () => {
    const rows = [[words(700).join(' '), words(700, 700).join(' ')]];
    const pdf = await printed([{kind: 'table', caption: 'Tall', columns, rows}]);
    expect(new Set(saidWords(pdf))).toEqual(new Set(words(1400)));
  });

  it('repeats the header row on each page of a table, as an artifact after the first', async () => {
    const rows = words(120).map((word) => [word, 'x']);
    const pdf = await printed([{kind: 'table', caption: 'Long', columns, rows}]);
    const [first, ...others] = pdf.pages;
    expect(others.length).toBeGreaterThan(2);
    expect(first?.content).toContain('Column one');
    for (const page of others) {
      expect(page.artifacts).toContain('Column one');
      expect(page.content).not.toContain('Column one');
    }
  });

  it('prints a table whose header is itself taller than a page', async () => {
    const tall = [
      {title: words(900).join(' '), weight: 1},
      {title: 'Other', weight: 1},
    ];
    const pdf = await printed([{kind: 'table', caption: '', columns: tall, rows: [['a', 'b']]}]);
    expect(saidWords(pdf)).toEqual(words(900));
  });

  it('breaks an unbroken word rather than let it run out of its cell', async () => {
    const long = 'x'.repeat(2000);
    const pdf = await printed([{kind: 'table', caption: 'Long', columns, rows: [[long, long]]}]);
    expect((content(pdf).match(/x/gu) ?? []).length).toBe(4000);
  });

  it('never leaves a heading at the foot of a page without what it heads', async () => {
    const fillers = Array.from({length: 24}, (_, index) => 20 + index);
    const pdf = await printed(
      fillers.flatMap((lines): Block[] => [
        {kind: 'pageBreak'},
        {kind: 'paragraph', text: Array.from({length: lines}, () => 'line').join('\n')},
        {kind: 'heading', level: 1, text: `Outer ${lines}.`},
        {kind: 'heading', level: 2, text: `Inner ${lines}.`},
        {kind: 'table', caption: `Caption ${lines}.`, columns, rows: [[`Content ${lines}.`, 'x']]},
      ]),
    );
    for (const lines of fillers) {
      const page = pdf.pages.find((each) => each.content.includes(`Outer ${lines}.`));
      for (const text of ['Inner', 'Caption', 'Content'])
        expect(page?.content).toContain(`${text} ${lines}.`);
    }
  });

  it('never leaves a note alone under its heading', async () => {
    // Lines and the gaps after paragraphs are of different heights: together they end anywhere on the page.
    const fillers = Array.from({length: 80}, (_, index) => ({
      lines: 34 + (index % 16),
      gaps: index >> 4,
      id: index,
    }));
    const pdf = await printed(
      fillers.flatMap(({lines, gaps, id}): Block[] => [
        {kind: 'pageBreak'},
        ...Array.from({length: gaps}, (): Block => ({kind: 'paragraph', text: 'line'})),
        {kind: 'paragraph', text: Array.from({length: lines}, () => 'line').join('\n')},
        {kind: 'heading', level: 1, text: `Heading ${id}.`},
        {kind: 'paragraph', style: 'note', text: `Received ${id}.`},
        {kind: 'paragraph', text: `Content ${id}.\nMore.\nAnd more.`},
      ]),
    );
    for (const {id} of fillers) {
      const page = pdf.pages.find((each) => each.content.includes(`Heading ${id}.`));
      for (const text of ['Received', 'Content']) expect(page?.content).toContain(`${text} ${id}.`);
    }
  });

  it('tags headings without a skipped level, lists, tables and sections', async () => {
    const pdf = await printed([
      {kind: 'heading', level: 1, text: 'One'},
      {kind: 'heading', level: 3, text: 'Two levels down'},
      {kind: 'keyValues', pairs: [{label: 'Label', value: 'Value'}]},
      {kind: 'list', style: 'bulleted', items: ['a', 'b']},
      {kind: 'heading', level: 1, text: 'Two'},
      {kind: 'table', caption: 'Caption', columns, rows: [['1', '2']]},
      {kind: 'notice', title: 'Not estimable', text: 'Too few.'},
      {kind: 'paragraph', text: 'Text', style: 'note'},
    ]);
    expect(pdf.tags).toEqual({
      Document: 1,
      Sect: 2,
      Div: 1,
      H1: 1,
      H2: 2,
      H3: 1,
      P: 3,
      Table: 2,
      Caption: 1,
      THead: 1,
      TBody: 2,
      TR: 3,
      TH: 3,
      TD: 3,
      L: 1,
      LI: 2,
      Lbl: 2,
      LBody: 2,
    });
    expect(pdf.bookmarks).toEqual(expect.arrayContaining(['One', 'Two levels down', 'Two']));
  });

  it('says that a table without rows has none', async () => {
    const pdf = await printed([{kind: 'table', caption: 'Recusals', columns, rows: []}]);
    expect(content(pdf)).toContain('None recorded.');
    expect(pdf.tags['Table']).toBeUndefined();
  });

  it('begins a page at a page break, but never an empty one', async () => {
    const text = {kind: 'paragraph', text: 'x'} as const;
    const pageBreak = {kind: 'pageBreak'} as const;
    expect((await printed([text, pageBreak, pageBreak, text])).pages).toHaveLength(2);
  });

  it('gives back Latin, Greek and Cyrillic text as it was, marks included, and names what the type lacks', async () => {
    const text = 'Ínés Ǹkọ̀ Ωμέγα Привет fi ffl ½ % ≈ “q” constructor __proto__ toString';
    const pdf = await printed([{kind: 'paragraph', text: `${text} 漢 😀 क`}]);
    expect(content(pdf).replace(/\s+/gu, ' ').normalize('NFC')).toContain(
      `${text} [U+6F22] [U+1F600] [U+0915]`.normalize('NFC').replace('≈', '~'),
    );
  });

  it('describes itself as PDF/A-3a and PDF/UA-1, with its title escaped', async () => {
    const {metadata} = await printed([{kind: 'paragraph', text: 'x'}]);
    expect(metadata).toMatch(/<pdfaid:part>3</u);
    expect(metadata).toMatch(/<pdfaid:conformance>A</u);
    expect(metadata).toMatch(/<pdfuaid:part>1</u);
    expect(metadata).toContain('Report &lt;A&gt; &amp; &quot;B&quot;');
    expect(metadata).toContain('Export 1 &amp; 2');
  });

  it('gives the same bytes for the same model whatever was printed between, and others for another export', async () => {
    const blocks: Block[] = [{kind: 'paragraph', text: words(500).join(' ')}];
    const first = await renderToBuffer(aDocument(blocks));
    await renderToBuffer(aDocument([{kind: 'paragraph', text: 'ǹẹ̀ · Ωжё AV fi 1½'}]));
    expect((await renderToBuffer(aDocument(blocks))).equals(first)).toBe(true);
    expect((await renderToBuffer(aDocument(blocks, {subject: 'Export 2'}))).equals(first)).toBe(false);
  });

  it('refuses at once a model that would print incompletely', () => {
    expect(() => renderDocument(aDocument([], {privilege: {text: ''}}))).toThrow(DocumentModelError);
  });

  it('draws no page ahead of a reader that does not read', async () => {
    const pages = words(300).flatMap((text): Block[] => [{kind: 'paragraph', text}, {kind: 'pageBreak'}]);
    const stream = renderDocument(aDocument(pages));
    stream.read(0);
    for (let turn = 0; turn < 500; turn += 1) await setImmediate();
    const waiting = stream.readableLength;
    expect(waiting).toBeGreaterThan(0);
    expect(stream.readableEnded).toBe(false);
    expect(waiting).toBeLessThan(131_072);
    for (let turn = 0; turn < 100; turn += 1) await setImmediate();
    expect(stream.readableLength).toBe(waiting);
    stream.destroy();
  });

  it('ends with the error of a reader that breaks off', async () => {
    const gone = new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('gone'));
      },
    });
    const stream = renderDocument(aDocument([{kind: 'paragraph', text: words(1000).join(' ')}]));
    await expect(pipeline(stream, gone)).rejects.toThrow('gone');
    expect(stream.destroyed).toBe(true);
  });
});

const qpdf = spawnSync('qpdf', ['--version']).status === 0;

(qpdf ? it : it.skip)('is sound to qpdf (skipped where qpdf is missing)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'collegium-report-'));
  try {
    const file = join(folder, 'report.pdf');
    const rows = words(200).map((word) => [word, 'x']);
    writeFileSync(file, await renderToBuffer(aDocument([{kind: 'table', caption: 'Long', columns, rows}])));
    expect(execFileSync('qpdf', ['--check', file], {encoding: 'utf8'})).toContain(
      'No syntax or stream encoding errors',
    );
  } finally {
    rmSync(folder, {recursive: true});
  }
});
