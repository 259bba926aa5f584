/** Text set as it stands: no mark-up; a line break is kept, other runs of white space become one space. */
type PlainText = string;

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: PlainText;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly text: PlainText;
  /** `note` is a quiet aside; `normal` when absent. */
  readonly style?: 'normal' | 'note';
}

/** Label and value side by side, one pair a line. */
export interface KeyValuesBlock {
  readonly kind: 'keyValues';
  readonly pairs: readonly {readonly label: PlainText; readonly value: PlainText}[];
}

export interface TableColumn {
  readonly title: PlainText;
  /** Share of the width, relative to the other columns; above 0. */
  readonly weight: number;
  readonly align?: 'left' | 'right';
}

export interface TableBlock {
  readonly kind: 'table';
  readonly caption: PlainText;
  readonly columns: readonly TableColumn[];
  /** As many cells in each row as there are columns. */
  readonly rows: readonly (readonly PlainText[])[];
}

export interface ListBlock {
  readonly kind: 'list';
  readonly style: 'bulleted' | 'numbered';
  readonly items: readonly PlainText[];
}

/** Text set apart in a box, such as a word on confidentiality or "not estimable". */
export interface NoticeBlock {
  readonly kind: 'notice';
  readonly title: PlainText;
  readonly text: PlainText;
}

export interface PageBreakBlock {
  readonly kind: 'pageBreak';
}

export type Block =
  HeadingBlock | ParagraphBlock | KeyValuesBlock | TableBlock | ListBlock | NoticeBlock | PageBreakBlock;

/** All that a printed document is; the same model always gives the same bytes. */
export interface DocumentModel {
  readonly title: PlainText;
  /** Unique for each export: the identifier inside the file is derived from it. */
  readonly subject: PlainText;
  readonly language: 'en';
  readonly createdAt: Date;
  /** Stands at the foot of every page. */
  readonly privilege: {readonly text: PlainText};
  /** Stands at the head of every page. */
  readonly header: {
    readonly organisation: PlainText;
    readonly committee: PlainText;
    readonly reference: PlainText;
  };
  readonly footerNote?: PlainText;
  /** Who was given this copy and when, on every page: "Dr A. Chair · 22 Nov 2026 10:15 · copy 3". */
  readonly watermark?: PlainText;
  readonly blocks: readonly Block[];
}
