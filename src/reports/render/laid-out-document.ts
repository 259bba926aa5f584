import type {TextStyleName} from './style';

/** Standard structure types used here (ISO 32000-1, 14.8.4). */
export type Tag =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody';

/** Number of an element in `LaidOutDocument.elements`. */
export type ElementId = number;

/** One element of the tag tree; a parent stands before its children. */
export interface StructureElement {
  readonly tag: Tag;
  readonly parent: ElementId | null;
  readonly scope?: 'Row' | 'Column';
  readonly numbering?: 'Disc' | 'Decimal';
}

/** Text of an element, or of the page's furniture where `element` is null (an artifact). */
export interface TextOp {
  readonly kind: 'text';
  readonly element: ElementId | null;
  readonly style: TextStyleName;
  readonly text: string;
  readonly x: number;
  /** From the top of the sheet, in points. */
  readonly baseline: number;
  readonly width: number;
}

/** A filled rectangle, always an artifact: box or hairline. */
export interface FillOp {
  readonly kind: 'fill';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

/** What is done on a page, in order. `begin` and `end` open and close an element of the tag tree. */
export type PageOp =
  | TextOp
  | FillOp
  | {readonly kind: 'begin' | 'end'; readonly element: ElementId}
  | {readonly kind: 'bookmark'; readonly level: 1 | 2 | 3; readonly title: string; readonly y: number};

export interface LaidOutDocument {
  readonly elements: readonly StructureElement[];
  readonly pages: PageOp[][];
}
