import type {TypeMetrics} from './type-setter';
import type {FontFace} from './style';

/** Resolved as a module so that it is found from the build, from the tests and wherever the package is hoisted. */
export const fontFiles: Record<FontFace, string> = {
  regular: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  italic: require.resolve('@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf'),
};

const faces: readonly FontFace[] = ['regular', 'bold', 'italic'];

/** Words kept measured; PDFKit itself keeps the layout of every word it ever saw, 522 MB after 2,000 pages. */
const wordsKept = 4000;

interface Glyph {
  readonly id: number;
  readonly codePoints: readonly number[];
}

/** The type has Devanagari too, but fontkit cannot tell which characters its joined glyphs stand for. */
const scripts = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;

/** Tables that say how glyphs stand beside each other (ISO/IEC 14496-22, 6.3): nothing of them is a document's own. */
const shapingTables = ['GDEF', 'GSUB', 'GPOS'] as const;
type ShapingTables = Partial<Record<(typeof shapingTables)[number], unknown>>;

/** Decoded bit by bit as texts need them, for 0.3 s of every PDF if each began anew: so all PDFs share what is decoded. */
const decoded: Record<FontFace, ShapingTables> = {regular: {}, bold: {}, italic: {}};

/** The part of PDFKit's embedded font that its type declarations leave out. */
interface EmbeddedFont {
  layoutCache: Record<string, unknown>;
  readonly font: ShapingTables & {
    /** What fontkit has decoded of the file. */
    readonly _tables: Record<string, unknown>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): {readonly glyphs: readonly Glyph[]};
  };
  widthOfString(text: string, size: number): number;
}

/** The faces embedded in one PDF, with a bounded memory of what was measured. */
export class EmbeddedType implements TypeMetrics {
  private readonly fonts: Record<FontFace, EmbeddedFont>;
  private readonly widths: Record<FontFace, Map<string, number>>;
  private readonly shown = new Map<number, boolean>();

  constructor(pdf: PDFKit.PDFDocument) {
    const embed = (face: FontFace): EmbeddedFont => {
      pdf.font(fontFiles[face]);
      const embedded = (pdf as unknown as {readonly _font: EmbeddedFont})._font;
      shareShaping(face, embedded.font);
      return embedded;
    };
    this.fonts = {regular: embed('regular'), bold: embed('bold'), italic: embed('italic')};
    this.widths = {regular: new Map(), bold: new Map(), italic: new Map()};
  }

  readonly hasGlyph = (codePoint: number): boolean => {
    const known = this.shown.get(codePoint);
    if (known !== undefined) return known;
    const character = String.fromCodePoint(codePoint);
    const has = scripts.test(character) && faces.every((face) => shows(this.fonts[face], character));
    this.shown.set(codePoint, has);
    return has;
  };

  widthPerMille(face: FontFace, text: string): number {
    const widths = this.widths[face];
    const known = widths.get(text);
    if (known !== undefined) return known;
    if (widths.size >= wordsKept) this.forget();
    const width = this.fonts[face].widthOfString(text, 1000);
    widths.set(text, width);
    return width;
  }

  /** Empties the memory of measured and shaped words; to be called now and then while drawing. */
  forget(): void {
    for (const face of faces) {
      // Without a prototype: "constructor" is a word like any other.
      this.fonts[face].layoutCache = Object.create(null) as Record<string, unknown>;
      this.widths[face].clear();
    }
  }
}

function shareShaping(face: FontFace, font: EmbeddedFont['font']): void {
  for (const tag of shapingTables) font._tables[tag] = decoded[face][tag] ??= font[tag];
}

/**
 * Whether the font has the character and can say, for copying and reading aloud, what its glyphs stand for, as
 * PDF/A-3a demands (ISO 19005-3, 6.2.11.7.2). fontkit gives a glyph the code point it was first seen with, none when
 * that was a substitution, such as the accent of the Yoruba "ǹ": so the parts of the character are shaped first.
 */
function shows({font}: EmbeddedFont, character: string): boolean {
  for (const part of character.normalize('NFD')) font.layout(part);
  return (
    font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) &&
    font.layout(character).glyphs.every(({id, codePoints}) => id !== 0 && codePoints.length > 0)
  );
}
