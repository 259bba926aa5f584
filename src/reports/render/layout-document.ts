import type {
  Block,
  DocumentModel,
  HeadingBlock,
  ListBlock,
  NoticeBlock,
  ParagraphBlock,
} from '../domain/document-model';
import type {ElementId, LaidOutDocument, Tag} from './laid-out-document';
import {TableLayout} from './layout-table';
import {PageFlow, type PageArea} from './page-flow';
import {colours, gaps, textStyles, type TextStyleName} from './style';
import type {TypeSetter} from './type-setter';

const headingTags = ['H1', 'H2', 'H3', 'H4'] as const satisfies readonly Tag[];
/** Lines of running text that a heading takes with it over the foot of a page. */
const leadLines = 3;

/**
 * Sets the whole document as operations on pages of the given area. Pure: the same model and type give the same
 * pages. Yields after each paragraph and table row, so that the caller may let others work in between.
 */
export function* layoutDocument(
  model: DocumentModel,
  typeSetter: TypeSetter,
  area: PageArea,
): Generator<undefined, LaidOutDocument> {
  const layout = new DocumentLayout(typeSetter, area);
  layout.title(model.title);
  for (const [index, block] of model.blocks.entries()) {
    yield* layout.block(block, model.blocks.slice(index + 1, index + 4));
  }
  return layout.finish();
}

class DocumentLayout {
  private readonly flow: PageFlow;
  private readonly tables: TableLayout;
  private readonly root: ElementId;
  private section: ElementId | null = null;
  /** Depth of the last heading's tag: a level is never skipped (ISO 14289-1, 7.4.2). */
  private depth = 0;

  constructor(
    private readonly typeSetter: TypeSetter,
    area: PageArea,
  ) {
    this.flow = new PageFlow(area);
    this.tables = new TableLayout(this.flow, typeSetter);
    this.root = this.flow.open('Document', null);
  }

  finish(): LaidOutDocument {
    this.closeSection();
    this.flow.close(this.root);
    return {elements: this.flow.elements, pages: this.flow.pages};
  }

  title(text: string): void {
    const {flow} = this;
    const {left} = flow.area;
    flow.fill({x: left, y: flow.y, width: 40, height: 3, colour: colours.accent});
    flow.y += 12;
    this.text('H1', text, 'title');
    flow.y += 8;
  }

  *block(block: Block, following: readonly Block[]): Generator<undefined, void> {
    const parent = this.section ?? this.root;
    switch (block.kind) {
      case 'heading':
        this.heading(block, following);
        break;
      case 'paragraph':
        this.paragraph(block);
        break;
      case 'keyValues':
        yield* this.tables.keyValues(block, parent);
        break;
      case 'table':
        if (block.rows.length === 0) this.emptyTable(block.caption);
        else yield* this.tables.table(block, parent);
        break;
      case 'list':
        yield* this.list(block, parent);
        break;
      case 'notice':
        this.notice(block, parent);
        break;
      case 'pageBreak':
        if (!this.flow.atTop) this.flow.newPage();
        break;
    }
    yield;
  }

  private heading({level, text}: HeadingBlock, following: readonly Block[]): void {
    const {flow} = this;
    if (level === 1) {
      this.closeSection();
      this.section = flow.open('Sect', this.root);
    }
    const style = `heading${level}` as const;
    const lines = this.wrap(text, style);
    flow.need(
      gaps.beforeHeading[level] + lines.length * textStyles[style].leading + this.lead(following) + 12,
    );
    flow.gap(gaps.beforeHeading[level]);
    flow.bookmark(level, this.typeSetter.printable(text));
    this.depth = Math.min(level, this.depth + 1);
    this.text(headingTags[this.depth] ?? 'H4', text, style);
    flow.y += gaps.afterHeading[level];
  }

  /** Height of the content that a heading may not be parted from. */
  private lead([next, ...rest]: readonly Block[]): number {
    switch (next?.kind) {
      case undefined:
      case 'pageBreak':
        return 0;
      case 'heading':
        return gaps.beforeHeading[next.level] + textStyles[`heading${next.level}`].leading + this.lead(rest);
      case 'table':
        return this.tables.tableLead(next);
      case 'keyValues':
        return this.tables.keyValuesLead(next);
      case 'paragraph':
        // A note says something of what follows it; alone under its heading it would say it of nothing.
        return next.style === 'note'
          ? textStyles.note.leading + gaps.afterBlock + this.lead(rest)
          : leadLines * textStyles.body.leading;
      case 'list':
        return leadLines * textStyles.body.leading;
      case 'notice':
        return (leadLines + 1) * textStyles.body.leading + 2 * gaps.noticePad;
    }
  }

  private paragraph({text, style}: ParagraphBlock): void {
    this.text('P', text, style === 'note' ? 'note' : 'body');
    this.flow.gap(gaps.afterBlock);
  }

  private emptyTable(caption: string): void {
    this.text('P', caption, 'caption');
    this.text('P', 'None recorded.', 'note');
    this.flow.gap(gaps.afterBlock);
  }

  private *list(block: ListBlock, parent: ElementId): Generator<undefined, void> {
    const {flow} = this;
    const {left, width} = flow.area;
    const numbered = block.style === 'numbered';
    const list = flow.open('L', parent, {numbering: numbered ? 'Decimal' : 'Disc'});
    for (const [index, item] of block.items.entries()) {
      const lines = this.typeSetter.wrap(item, 'body', width - gaps.listIndent);
      const [label] = this.typeSetter.wrap(numbered ? `${index + 1}.` : '•', 'body', gaps.listIndent);
      if (!label || lines.length === 0) continue;
      flow.need((lines.length <= 3 ? lines.length : 2) * textStyles.body.leading);
      const li = flow.open('LI', list);
      const lbl = flow.open('Lbl', li);
      flow.text(lbl, {line: label, style: 'body', x: left + (numbered ? 2 : 6), y: flow.y});
      const body = flow.open('LBody', li);
      flow.runningText(body, {lines, style: 'body', x: left + gaps.listIndent});
      flow.y += gaps.listItem;
      flow.close(lbl, body, li);
      yield;
    }
    flow.close(list);
    flow.gap(gaps.afterBlock - gaps.listItem);
  }

  private notice({title, text}: NoticeBlock, parent: ElementId): void {
    const {flow} = this;
    const {left, width} = flow.area;
    const inner = width - 2 * gaps.noticePad - gaps.noticeBar;
    const x = left + gaps.noticeBar + gaps.noticePad;
    const titleLines = this.typeSetter.wrap(title, 'noticeTitle', inner);
    const lines = this.typeSetter.wrap(text, 'body', inner);
    const {leading} = textStyles.body;
    const whole = (titleLines.length + lines.length) * leading + 2 * gaps.noticePad;
    const page = flow.area.bottom - flow.area.top;
    flow.need(whole <= page / 2 ? whole : (titleLines.length + leadLines) * leading + 2 * gaps.noticePad);
    const box = (top: number, height: number): void => {
      flow.fill({x: left, y: top, width, height, colour: colours.tint});
      flow.fill({x: left, y: top, width: gaps.noticeBar, height, colour: colours.accent});
    };
    const pad = (): void => {
      box(flow.y, gaps.noticePad);
      flow.y += gaps.noticePad;
    };
    const div = flow.open('Div', parent);
    pad();
    for (const [style, part] of [
      ['noticeTitle', titleLines],
      ['body', lines],
    ] as const) {
      const element = flow.open('P', div);
      flow.runningText(element, {lines: part, style, x}, box);
      flow.close(element);
    }
    pad();
    flow.close(div);
    flow.gap(gaps.afterBlock + 2);
  }

  private text(tag: Tag, text: string, style: TextStyleName): void {
    const {flow} = this;
    const lines = this.wrap(text, style);
    if (lines.length === 0) return;
    const element = flow.open(tag, this.section ?? this.root);
    flow.runningText(element, {lines, style, x: flow.area.left});
    flow.close(element);
  }

  private wrap(text: string, style: TextStyleName): ReturnType<TypeSetter['wrap']> {
    return this.typeSetter.wrap(text, style, this.flow.area.width);
  }

  private closeSection(): void {
    if (this.section !== null) this.flow.close(this.section);
  }
}
