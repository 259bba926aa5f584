import {inflateSync} from 'node:zlib';

export interface PdfPageText {
  /** Text that belongs to the tag tree, in the order of the content stream. */
  readonly content: string;
  /** Text of artifacts: heads, feet, repeated table heads. */
  readonly artifacts: string;
}

export interface PdfText {
  readonly pages: readonly PdfPageText[];
  /** The XMP packet. */
  readonly metadata: string;
  /** How many elements of each tag the tag tree has. */
  readonly tags: Readonly<Record<string, number>>;
  /** Bookmark titles in the order of the file. */
  readonly bookmarks: readonly string[];
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | undefined;
}

type Objects = ReadonlyMap<number, PdfObject>;
type Font = ReadonlyMap<number, string>;

/** Reads back what our own PDFs say, through their fonts' ToUnicode tables. Made for files written by PDFKit only. */
export function readPdf(file: Buffer): PdfText {
  const objects = readObjects(file);
  const dictionaries = [...objects.values()].map(({dictionary}) => dictionary);
  const tree = dictionaries.find((dictionary) => dictionary.includes('/Type /Pages')) ?? '';
  const pages = references(/\/Kids \[([^\]]*)\]/.exec(tree)?.[1] ?? '').map((id) => readPage(id, objects));
  const metadata = [...objects.values()].find(({dictionary}) => dictionary.includes('/Subtype /XML'));
  const tags: Record<string, number> = {};
  for (const dictionary of dictionaries) {
    const tag = /^<<\n\/S \/(\w+)\n/.exec(dictionary)?.[1];
    if (tag !== undefined && tag !== 'GTS_PDFA1') tags[tag] = (tags[tag] ?? 0) + 1;
  }
  return {
    pages,
    metadata: metadata?.stream?.toString('utf8') ?? '',
    tags,
    bookmarks: dictionaries.flatMap(
      (dictionary) => /\/Dest [^]*\/Title \(([^)]*)\)/.exec(dictionary)?.[1] ?? [],
    ),
  };
}

function readObjects(file: Buffer): Objects {
  const objects = new Map<number, PdfObject>();
  const text = file.toString('latin1');
  const start = /(\d+) 0 obj\n/gu;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const from = start.lastIndex;
    const stream = text.indexOf('\nstream\n', from);
    const end = text.indexOf('\nendobj', from);
    const hasStream = stream !== -1 && stream < end;
    const dictionary = text.slice(from, hasStream ? stream : end);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const bytes = file.subarray(stream + 8, stream + 8 + length);
    const plain = dictionary.includes('/FlateDecode') ? () => inflateSync(bytes) : () => bytes;
    objects.set(Number(match[1]), {dictionary, stream: hasStream ? plain() : undefined});
    if (hasStream) start.lastIndex = stream + 8 + length;
  }
  return objects;
}

function readPage(id: number, objects: Objects): PdfPageText {
  const page = objects.get(id)?.dictionary ?? '';
  const stream = objects.get(reference('Contents', page))?.stream?.toString('latin1') ?? '';
  const resources = objects.get(reference('Resources', page))?.dictionary ?? page;
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/gu)].map(([, name, font]) => [
      name,
      readFont(Number(font), objects),
    ]),
  );
  const said = {content: '', artifacts: ''};
  let part: keyof typeof said = 'content';
  let font: Font | undefined;
  for (const line of stream.split('\n')) {
    if (/^\/\w+ <<$/u.test(line)) part = line.startsWith('/Artifact') ? 'artifacts' : 'content';
    else if (line.endsWith(' Tf')) font = fonts.get(line.slice(1, line.indexOf(' ')));
    else if (line.endsWith(' TJ')) said[part] += decode(line, font);
    else if (line === 'ET' && !said[part].endsWith(' ')) said[part] += '\n';
  }
  return said;
}

function readFont(id: number, objects: Objects): Font {
  const toUnicode = reference('ToUnicode', objects.get(id)?.dictionary ?? '');
  const table = objects.get(toUnicode)?.stream?.toString('latin1') ?? '';
  const font = new Map<number, string>();
  for (const [, from = '', entries = ''] of table.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/gu)) {
    for (const [index, [, codes = '']] of [...entries.matchAll(/<([^>]*)>/gu)].entries()) {
      const units = codes.split(' ').map((unit) => Number.parseInt(unit, 16));
      font.set(Number.parseInt(from, 16) + index, String.fromCharCode(...units));
    }
  }
  return font;
}

function decode(line: string, font: Font | undefined): string {
  const glyphs = [...line.matchAll(/<([0-9a-f]*)>/gu)].flatMap(([, hex = '']) => hex.match(/.{4}/gu) ?? []);
  return glyphs.map((glyph) => font?.get(Number.parseInt(glyph, 16)) ?? '\uFFFD').join('');
}

function reference(name: string, dictionary: string): number {
  return Number(new RegExp(`/${name} (\\d+) 0 R`, 'u').exec(dictionary)?.[1]);
}

function references(text: string): number[] {
  return [...text.matchAll(/(\d+) 0 R/gu)].map(([, id]) => Number(id));
}
