import PDFDocument from 'pdfkit';
import {EmbeddedType, fontFiles} from './embedded-type';

function anEmbeddedType(): EmbeddedType {
  return new EmbeddedType(new PDFDocument({font: fontFiles.regular}));
}

const has = (type: EmbeddedType, character: string): boolean => type.hasGlyph(character.codePointAt(0) ?? 0);

describe('EmbeddedType', () => {
  it('shows Latin, Greek and Cyrillic, also where a glyph is put together from parts', () => {
    const type = anEmbeddedType();
    for (const character of 'aßĳǹǸẹ̀Ωжё§µ½‰')
      expect([character, has(type, character)]).toEqual([character, true]);
  });

  it('does not show what it lacks, nor Devanagari, whose glyphs could not be copied as text', () => {
    const type = anEmbeddedType();
    for (const character of '漢ש😀≥ई') expect([character, has(type, character)]).toEqual([character, false]);
  });

  it('measures each face by itself', () => {
    const type = anEmbeddedType();
    expect(type.widthPerMille('bold', 'width')).toBeGreaterThan(type.widthPerMille('regular', 'width'));
  });

  it('decodes how glyphs stand beside each other once, whatever the number of documents', () => {
    const shaping = (): unknown[] => {
      const pdf = new PDFDocument({font: fontFiles.regular});
      new EmbeddedType(pdf);
      return Object.values(fontFiles).map((file) => {
        pdf.font(file);
        return (pdf as unknown as {_font: {font: {GPOS: unknown}}})._font.font.GPOS;
      });
    };
    const [first, second] = [shaping(), shaping()];
    for (const [index, table] of first.entries()) expect(table).toBe(second[index]);
    expect(new Set(first).size).toBe(3);
  });

  it('measures alike after it has forgotten, whatever the words', () => {
    const words = ['constructor', '__proto__', 'toString', 'word'];
    const type = anEmbeddedType();
    const before = words.map((word) => type.widthPerMille('regular', word));
    type.forget();
    expect(words.map((word) => type.widthPerMille('regular', word))).toEqual(before);
    expect(before.every((width) => width > 0)).toBe(true);
  });

  it('forgets by itself before it remembers too much', () => {
    const type = anEmbeddedType();
    const first = type.widthPerMille('regular', 'first');
    for (let number = 0; number < 4100; number += 1) type.widthPerMille('regular', String(number));
    expect(type.widthPerMille('regular', 'first')).toBe(first);
  });
});
