import {fontFiles} from './embedded-type';
import type {ElementId, PageOp, StructureElement, TextOp} from './laid-out-document';
import {sheet, textStyles} from './style';

/** The parts of PDFKit's structure element that its type declarations leave out. */
interface TaggedElement extends PDFKit.PDFStructureElement {
  readonly dictionary: {readonly data: Record<string, unknown>};
}

/** Draws laid-out pages and builds the tag tree and the bookmarks beside them. */
export class PageDrawer {
  private readonly open = new Map<ElementId, TaggedElement>();
  private readonly bookmarks: PDFKit.PDFOutline[];
  /** What the content now being written belongs to; `undefined` outside marked content. */
  private marked: ElementId | 'artifact' | undefined;
  private colour = '';

  constructor(
    private readonly pdf: PDFKit.PDFDocument,
    private readonly elements: readonly StructureElement[],
  ) {
    this.bookmarks = [pdf.outline];
  }

  /** Draws one page: first its furniture, then its content. */
  page(furniture: readonly PageOp[], content: readonly PageOp[]): void {
    this.pdf.addPage();
    this.colour = '';
    for (const op of furniture) this.draw(op, 'Pagination');
    this.unmark();
    for (const op of content) this.draw(op, 'Layout');
    this.unmark();
  }

  private draw(op: PageOp, artifact: 'Pagination' | 'Layout'): void {
    switch (op.kind) {
      case 'begin':
        this.begin(op.element);
        break;
      case 'end':
        this.unmark();
        this.open.get(op.element)?.end();
        this.open.delete(op.element);
        break;
      case 'bookmark':
        this.bookmark(op.level, op.title, op.y);
        break;
      case 'fill':
        this.mark(null, artifact);
        this.pdf.rect(op.x, op.y, op.width, op.height).fill(op.colour);
        this.colour = op.colour;
        break;
      case 'text':
        this.mark(op.element, artifact);
        this.text(op);
        break;
    }
  }

  private begin(id: ElementId): void {
    const element = this.elements[id];
    if (!element) throw new RangeError(`There is no element ${id}`);
    const made = this.pdf.struct(element.tag, attributes(element)) as TaggedElement;
    // Told to readers because the labels alone do not say it (ISO 14289-1, 7.6).
    if (element.numbering) made.dictionary.data['A'] = {O: 'List', ListNumbering: element.numbering};
    const parent = element.parent === null ? undefined : this.open.get(element.parent);
    if (parent) parent.add(made);
    else this.pdf.addStructure(made);
    this.open.set(id, made);
  }

  private mark(element: ElementId | null, type: 'Pagination' | 'Layout'): void {
    const wanted = element ?? 'artifact';
    if (this.marked === wanted) return;
    this.unmark();
    if (element === null) this.pdf.markContent('Artifact', {type});
    else this.open.get(element)?.add(this.pdf.markStructureContent(this.elements[element]?.tag ?? 'P'));
    this.marked = wanted;
  }

  private unmark(): void {
    if (this.marked !== undefined) this.pdf.endMarkedContent();
    this.marked = undefined;
  }

  private text({style, text, x, baseline, width}: TextOp): void {
    const {face, size, colour} = textStyles[style];
    if (this.colour !== colour) this.pdf.fillColor(colour);
    this.colour = colour;
    // The width is known from the layout: PDFKit would measure again.
    const options = {lineBreak: false, baseline: 'alphabetic' as const, textWidth: width, wordCount: 1};
    this.pdf.font(fontFiles[face], size).text(text, x, baseline, options);
  }

  private bookmark(level: 1 | 2 | 3, title: string, y: number): void {
    const parent = this.bookmarks.slice(0, level).at(-1) ?? this.pdf.outline;
    // Told as a distance from the sheet's right and top edge; zoom stays as it is.
    const options = {expanded: true, fit: false, left: sheet.width, top: Math.max(0, y - 24)};
    this.bookmarks.length = Math.min(this.bookmarks.length, level);
    this.bookmarks.push(parent.addItem(title.replace(/\s+/gu, ' '), options));
  }
}

function attributes({scope}: StructureElement): PDFKit.Mixins.StructureElementOptions & {scope?: string} {
  return scope ? {scope} : {};
}
