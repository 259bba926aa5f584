/** Whether every face of the document's type can show a Unicode code point. */
export type HasGlyph = (codePoint: number) => boolean;

const lineBreaks = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const unseen = /[^\P{Cc}\n]|\p{Default_Ignorable_Code_Point}/gu;
/** Narrow and other special spaces are folded into the plain one, the no-break space apart. */
const spaces = /[^\S\n\u00a0\u202f\ufeff]/gu;
const plain = /^[\x20-\x7e\n]*$/u;

/** Signs of clinical notes that Noto Sans lacks, as they are typed where there is no key for them. */
const spelled: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≤': '<=',
  '≈': '~',
  '≠': '[not equal to]',
  '∞': '[infinity]',
  '∆': 'Δ',
  '→': '->',
  '←': '<-',
  '↔': '<->',
  '⇒': '=>',
  '↑': '[up]',
  '↓': '[down]',
  '✓': '[yes]',
  '✔': '[yes]',
  '✗': '[no]',
  '♂': '[male]',
  '♀': '[female]',
  '●': '•',
  '■': '•',
};

/**
 * Text as it can be shown. Controls, bidirectional overrides and other characters without a shape of their own are
 * left out; a character that the type lacks is spelled (`>=`) or named by its number, `[U+1F600]`: PDFKit would print it as an empty
 * box, lose it for copying, and break ISO 19005-3 6.2.11.8 (no .notdef).
 */
export function printableText(text: string, hasGlyph: HasGlyph): string {
  if (plain.test(text)) return text;
  const clean = text.replace(lineBreaks, '\n').replace(spaces, ' ').replace(unseen, '').normalize('NFC');
  return Array.from(clean, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return character === '\n' || hasGlyph(codePoint) ? character : (spelled[character] ?? nameOf(codePoint));
  }).join('');
}

function nameOf(codePoint: number): string {
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}
