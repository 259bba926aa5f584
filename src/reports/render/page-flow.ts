import type {ElementId, FillOp, PageOp, StructureElement, Tag, TextOp} from './laid-out-document';
import {textStyles, type TextStyleName} from './style';
import type {WrappedLine} from './wrap-text';

/** The rectangle that content may fill on each page, in points from the top left corner of the sheet. */
export interface PageArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
}

export interface PlacedLine {
  readonly line: WrappedLine;
  readonly style: TextStyleName;
  readonly x: number;
  readonly y: number;
}

/** Where the next content goes, page after page; collects what is to be drawn and the tag tree. */
export class PageFlow {
  readonly elements: StructureElement[] = [];
  readonly pages: PageOp[][] = [];
  y: number;
  private ops: PageOp[] = [];

  constructor(readonly area: PageArea) {
    this.y = area.top;
    this.pages.push(this.ops);
  }

  get room(): number {
    return this.area.bottom - this.y;
  }

  get atTop(): boolean {
    return this.y === this.area.top;
  }

  newPage(): void {
    this.ops = [];
    this.pages.push(this.ops);
    this.y = this.area.top;
  }

  /** Begins a page unless `height` points are left on this one. */
  need(height: number): void {
    if (this.room < height && !this.atTop) this.newPage();
  }

  /** Leaves a gap, but none at the head of a page. */
  gap(height: number): void {
    if (!this.atTop) this.y += height;
  }

  open(
    tag: Tag,
    parent: ElementId | null,
    attributes: Pick<StructureElement, 'scope' | 'numbering'> = {},
  ): ElementId {
    const element = this.elements.length;
    this.elements.push({tag, parent, ...attributes});
    this.ops.push({kind: 'begin', element});
    return element;
  }

  close(...elements: ElementId[]): void {
    for (const element of elements) this.ops.push({kind: 'end', element});
  }

  /** Sets one line with its top at `y`; `element` null makes it an artifact. */
  text(element: ElementId | null, {line, style, x, y}: PlacedLine): void {
    if (line.text !== '') this.ops.push(textOp(element, {line, style, x, y}));
  }

  fill(fill: Omit<FillOp, 'kind'>): void {
    this.ops.push({kind: 'fill', ...fill});
  }

  bookmark(level: 1 | 2 | 3, title: string): void {
    this.ops.push({kind: 'bookmark', level, title, y: this.y});
  }

  /**
   * Sets lines of running text from the current position on, over as many pages as they take, never a single line
   * of a text alone at the foot or the head of a page. `onPart` is told the extent of each part on its page.
   */
  runningText(element: ElementId, text: RunningText, onPart?: (top: number, height: number) => void): void {
    const {leading} = textStyles[text.style];
    let rest = text.lines;
    while (rest.length > 0) {
      const fit = this.atTop
        ? Math.floor(this.room / leading)
        : linesThatFit(rest.length, this.room, leading);
      if (fit <= 0) {
        this.newPage();
        continue;
      }
      const part = rest.slice(0, fit);
      onPart?.(this.y, part.length * leading);
      for (const line of part) {
        this.text(element, {line, style: text.style, x: text.x, y: this.y});
        this.y += leading;
      }
      rest = rest.slice(fit);
    }
  }
}

export interface RunningText {
  readonly lines: readonly WrappedLine[];
  readonly style: TextStyleName;
  readonly x: number;
}

/** How many of `count` lines to set in `room` points so that neither part of a broken text is a single line. */
function linesThatFit(count: number, room: number, leading: number): number {
  const fit = Math.floor(room / leading);
  if (fit >= count) return count;
  const kept = count - fit === 1 ? fit - 1 : fit;
  return kept >= 2 ? kept : 0;
}

/** A line of text as an operation, its baseline in the middle of the leading. */
export function textOp(element: ElementId | null, {line, style, x, y}: PlacedLine): TextOp {
  const {size, leading} = textStyles[style];
  const baseline = y + leading / 2 + size * 0.36;
  return {kind: 'text', element, style, text: line.text, x, baseline, width: line.width};
}
