/** Width of a text in points. */
export type MeasureText = (text: string) => number;

export interface WrappedLine {
  /** Ends in a space where the line was broken at one, so that copied text keeps its words apart. */
  readonly text: string;
  /** Points, without a space at the end. */
  readonly width: number;
}

/** Where an over-long word (an address, a code) may be broken first. */
const breakAfter = /[-/\\_.,:;@&=?+|–—]/u;

/**
 * Breaks plain text into lines no wider than `width` points. Every character survives except runs of white space,
 * which become one space. A word wider than the line is broken, at a hyphen or slash where there is one.
 * An empty text has no lines; an empty line within a text stays.
 */
export function wrapText(text: string, width: number, measure: MeasureText): WrappedLine[] {
  if (text.trim() === '') return [];
  return text.split('\n').flatMap((line) => wrapLine(line, width, measure));
}

function wrapLine(text: string, width: number, measure: MeasureText): WrappedLine[] {
  const space = measure(' ');
  const lines: WrappedLine[] = [];
  let line: string[] = [];
  let used = 0;
  const breakLine = (): void => {
    if (line.length > 0) lines.push({text: `${line.join(' ')} `, width: used - space});
    line = [];
    used = 0;
  };
  const append = (word: string): void => {
    line.push(word);
    used += measure(`${word} `);
  };
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const advance = measure(`${word} `) - space;
    if (used + advance > width) breakLine();
    if (advance <= width) {
      append(word);
      continue;
    }
    const pieces = splitWord(word, width, measure);
    for (const piece of pieces.slice(0, -1)) lines.push({text: piece, width: measure(piece)});
    append(pieces.at(-1) ?? '');
  }
  lines.push({text: line.join(' '), width: Math.max(0, used - space)});
  return lines;
}

/** Pieces that fit, together the whole word; at least one character each, and no mark parted from its letter. */
function splitWord(word: string, width: number, measure: MeasureText): string[] {
  const pieces: string[] = [];
  let piece: string[] = [];
  let used = 0;
  for (const cluster of word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    const advance = measure(cluster);
    if (used + advance > width && piece.length > 0) {
      const cut = lastBreak(piece);
      pieces.push(piece.slice(0, cut).join(''));
      piece = piece.slice(cut);
      used = piece.reduce((sum, part) => sum + measure(part), 0);
    }
    piece.push(cluster);
    used += advance;
  }
  return [...pieces, piece.join('')];
}

/** After the last hyphen or the like in the second half of the piece, else at its end. */
function lastBreak(piece: readonly string[]): number {
  const found = piece.findLastIndex((cluster) => breakAfter.test(cluster));
  return found + 1 > piece.length / 2 ? found + 1 : piece.length;
}
