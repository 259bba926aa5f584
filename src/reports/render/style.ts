/** The three faces of the one type family; each is embedded in the file. */
export type FontFace = 'regular' | 'bold' | 'italic';

export interface TextStyle {
  readonly face: FontFace;
  /** Points. */
  readonly size: number;
  /** Points from baseline to baseline. */
  readonly leading: number;
  readonly colour: string;
}

/** One accent beside ink and two greys; each text colour has at least 6:1 on white (WCAG AA asks for 4.5:1). */
export const colours = {
  ink: '#1f2933',
  muted: '#52606d',
  accent: '#0f5c63',
  hairline: '#cbd2d9',
  tint: '#edf4f4',
} as const;

const {ink, muted, accent} = colours;

export const textStyles = {
  title: {face: 'bold', size: 21, leading: 28, colour: ink},
  heading1: {face: 'bold', size: 14, leading: 19, colour: accent},
  heading2: {face: 'bold', size: 11, leading: 16, colour: ink},
  heading3: {face: 'bold', size: 10, leading: 15, colour: muted},
  body: {face: 'regular', size: 10, leading: 15, colour: ink},
  note: {face: 'italic', size: 9.5, leading: 14, colour: muted},
  caption: {face: 'bold', size: 9, leading: 13, colour: ink},
  cell: {face: 'regular', size: 9, leading: 13, colour: ink},
  cellLabel: {face: 'bold', size: 9, leading: 13, colour: muted},
  columnTitle: {face: 'bold', size: 8.5, leading: 13, colour: accent},
  noticeTitle: {face: 'bold', size: 10, leading: 15, colour: accent},
  frame: {face: 'regular', size: 7.5, leading: 10, colour: muted},
  frameStrong: {face: 'bold', size: 7.5, leading: 10, colour: muted},
} as const satisfies Record<string, TextStyle>;

export type TextStyleName = keyof typeof textStyles;

/** A4 portrait, in points. */
export const sheet = {width: 595.28, height: 841.89, side: 62, head: 34, foot: 30} as const;

/** Distances in points. */
export const gaps = {
  afterBlock: 10,
  beforeHeading: {1: 18, 2: 12, 3: 8},
  afterHeading: {1: 7, 2: 4, 3: 2},
  cellSide: 6,
  cellEnd: 4,
  listIndent: 20,
  listItem: 3,
  noticePad: 11,
  noticeBar: 3,
} as const;
