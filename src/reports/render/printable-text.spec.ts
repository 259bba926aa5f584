import fc from 'fast-check';
import {printableText} from './printable-text';

const latin = (codePoint: number): boolean =>
  codePoint < 0x250 || codePoint === 0x2022 || codePoint === 0x394;

describe('printableText', () => {
  it('names a character that the type lacks by its number, so that nothing is silently lost', () => {
    expect(printableText('ok 😀 שלום', latin)).toBe('ok [U+1F600] [U+05E9][U+05DC][U+05D5][U+05DD]');
  });

  it('spells the signs of clinical notes that the type lacks', () => {
    expect(printableText('CRP ≥ 50 ↑, then → 20', latin)).toBe('CRP >= 50 [up], then -> 20');
  });

  it('drops controls, bidirectional overrides and other characters without a shape', () => {
    expect(printableText('é\u0000\u0007\u202Eb\u200Bc\u00ADd\uFE0F\uFEFF', latin)).toBe('ébcd');
    expect(printableText('a\u0000b', latin)).toBe('ab');
  });

  it('keeps line breaks of every kind and folds other white space', () => {
    expect(printableText('a\r\nb\rc\u2028d\te', latin)).toBe('a\nb\nc\nd e');
  });

  it('composes letters and marks', () => {
    expect(printableText('e\u0301', latin)).toBe('é');
  });

  it('names a lone surrogate', () => {
    expect(printableText('\uD800', latin)).toBe('[U+D800]');
  });

  it('gives only what can be shown, and is done after one pass', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 12}), (text) => {
        const shown = printableText(text, latin);
        const lost = Array.from(shown).filter((each) => each !== '\n' && !latin(each.codePointAt(0) ?? 0));
        expect(lost).toEqual([]);
        expect(printableText(shown, latin)).toBe(shown);
      }),
    );
  });
});
