const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 's',
  '’': "'",
  '‘': "'",
};

/**
 * Small letters without accents, one for each character, so that a place in the folded text is the same place in the
 * text. The text is expected in NFC.
 */
export function foldText(text: string): string {
  return text.replace(/[A-Z]|\P{ASCII}/gu, (character) => {
    const small = character.toLowerCase();
    const known = LETTERS[small];
    if (known !== undefined) return known;
    if (character.length > 1) return character;
    const [base = character] = small.normalize('NFD');
    return base.length === character.length ? base : character;
  });
}
