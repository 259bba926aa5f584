import type {KeyValuesBlock, TableBlock} from '../domain/document-model';
import type {ElementId, StructureElement, Tag} from './laid-out-document';
import type {PageFlow} from './page-flow';
import {colours, gaps, textStyles, type TextStyleName} from './style';
import type {TypeSetter} from './type-setter';
import type {WrappedLine} from './wrap-text';

/** All cells share one leading, so that the lines of a row stand level. */
const {leading} = textStyles.cell;
const padding = 2 * gaps.cellEnd;
/** A row taller than this share of the page is broken where it stands; a smaller one moves to the next page. */
const keptWhole = 0.4;
/** Lines of a broken row that must fit before it is begun at the foot of a page. */
const fewestLines = 4;

interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly style: TextStyleName;
  readonly tag: Tag;
  readonly attributes: Pick<StructureElement, 'scope'>;
}

/** The lines of each cell. */
type Row = readonly (readonly WrappedLine[])[];

type Shape = Pick<Column, 'align' | 'style' | 'tag' | 'attributes'> & {readonly weight: number};

/** Lays out tables row by row; a row taller than the page goes on over as many pages as it takes. */
export class TableLayout {
  private readonly bodyHeight: number;

  constructor(
    private readonly flow: PageFlow,
    private readonly typeSetter: TypeSetter,
  ) {
    this.bodyHeight = flow.area.bottom - flow.area.top;
  }

  /** Caption, header row and body; the header row is repeated on every page. Yields after each row. */
  *table(block: TableBlock, parent: ElementId): Generator<undefined, void> {
    const {flow} = this;
    const body = this.columns(block.columns.map((column) => shape(column.weight, column.align, 'TD')));
    const head = body.map((column) => ({
      ...column,
      style: 'columnTitle' as const,
      tag: 'TH' as const,
      attributes: {scope: 'Column' as const},
    }));
    const titles = this.row(
      block.columns.map(({title}) => title),
      head,
    );
    const caption = this.typeSetter.wrap(block.caption, 'caption', flow.area.width);
    flow.need(this.tableLead(block));
    const table = flow.open('Table', parent);
    if (caption.length > 0) {
      const element = flow.open('Caption', table);
      flow.runningText(element, {lines: caption, style: 'caption', x: flow.area.left});
      flow.y += 3;
      flow.close(element);
    }
    const thead = flow.open('THead', table);
    this.place(titles, head, thead);
    flow.close(thead);
    const tbody = flow.open('TBody', table);
    // As an artifact: read aloud once only.
    const repeated =
      rowHeight(titles) < this.bodyHeight / 3
        ? () => {
            this.place(titles, head, null);
          }
        : () => undefined;
    for (const texts of block.rows) {
      this.place(this.row(texts, body), body, tbody, repeated);
      yield;
    }
    flow.close(tbody, table);
    flow.gap(gaps.afterBlock + 2);
  }

  /** Label and value pairs: a table whose first column heads each row. */
  *keyValues(block: KeyValuesBlock, parent: ElementId): Generator<undefined, void> {
    const {flow} = this;
    const columns = this.keyValueColumns();
    const table = flow.open('Table', parent);
    const tbody = flow.open('TBody', table);
    for (const {label, value} of block.pairs) {
      this.place(this.row([label, value], columns), columns, tbody);
      yield;
    }
    flow.close(tbody, table);
    flow.gap(gaps.afterBlock + 2);
  }

  /** Height of what must stand together at the head of a table. */
  tableLead(block: TableBlock): number {
    const columns = this.columns(block.columns.map((column) => shape(column.weight, column.align, 'TD')));
    const caption =
      this.typeSetter.wrap(block.caption, 'caption', this.flow.area.width).length *
      textStyles.caption.leading;
    const titles = rowHeight(
      this.row(
        block.columns.map(({title}) => title),
        columns,
      ),
    );
    const first = block.rows[0] ? this.lead(this.row(block.rows[0], columns)) : 0;
    return Math.min(caption + 3 + titles + first, this.bodyHeight);
  }

  keyValuesLead(block: KeyValuesBlock): number {
    const [first] = block.pairs;
    return first ? this.lead(this.row([first.label, first.value], this.keyValueColumns())) : 0;
  }

  private keyValueColumns(): Column[] {
    return this.columns([
      {weight: 3, align: 'left', style: 'cellLabel', tag: 'TH', attributes: {scope: 'Row'}},
      {weight: 7, align: 'left', style: 'cell', tag: 'TD', attributes: {}},
    ]);
  }

  private columns(shapes: readonly Shape[]): Column[] {
    const {left, width} = this.flow.area;
    const total = shapes.reduce((sum, {weight}) => sum + weight, 0);
    let x = left;
    return shapes.map(({weight, ...rest}) => {
      const column = {...rest, x, width: (width * weight) / total};
      x += column.width;
      return column;
    });
  }

  private row(texts: readonly string[], columns: readonly Column[]): Row {
    return columns.map(({style, width}, index) =>
      this.typeSetter.wrap(texts[index] ?? '', style, width - 2 * gaps.cellSide),
    );
  }

  private lead(row: Row): number {
    const height = rowHeight(row);
    return height <= this.bodyHeight * keptWhole ? height : fewestLines * leading + padding;
  }

  private place(
    row: Row,
    columns: readonly Column[],
    parent: ElementId | null,
    onNewPage?: () => void,
  ): void {
    const {flow} = this;
    const turn = (): void => {
      flow.newPage();
      onNewPage?.();
    };
    if (flow.room < this.lead(row) && !flow.atTop) turn();
    const tr = parent === null ? null : flow.open('TR', parent);
    const elements = columns.map(({tag, attributes}) =>
      tr === null ? null : flow.open(tag, tr, attributes),
    );
    const count = lineCount(row);
    for (let from = 0; from < count;) {
      const fit = Math.max(1, Math.floor((flow.room - padding) / leading));
      const to = Math.min(count, from + fit);
      this.part(
        row.map((lines) => lines.slice(from, to)),
        columns,
        elements,
      );
      from = to;
      if (from < count) turn();
    }
    if (tr !== null) flow.close(...elements.filter((element) => element !== null), tr);
  }

  /** The lines of a row that stand on one page. */
  private part(row: Row, columns: readonly Column[], elements: readonly (ElementId | null)[]): void {
    const {flow} = this;
    const {left, width} = flow.area;
    const height = rowHeight(row);
    for (const [index, column] of columns.entries()) {
      for (const [number, line] of (row[index] ?? []).entries()) {
        const slack = column.align === 'right' ? column.width - 2 * gaps.cellSide - line.width : 0;
        const x = column.x + gaps.cellSide + slack;
        flow.text(elements[index] ?? null, {
          line,
          style: column.style,
          x,
          y: flow.y + gaps.cellEnd + number * leading,
        });
      }
    }
    flow.y += height;
    const head = columns.every(({style}) => style === 'columnTitle');
    flow.fill({
      x: left,
      y: flow.y - 0.5,
      width,
      height: head ? 1 : 0.5,
      colour: head ? colours.accent : colours.hairline,
    });
  }
}

function shape(weight: number, align: 'left' | 'right' | undefined, tag: Tag): Shape {
  return {weight, align: align ?? 'left', style: 'cell', tag, attributes: {}};
}

function lineCount(row: Row): number {
  return Math.max(1, ...row.map((lines) => lines.length));
}

function rowHeight(row: Row): number {
  return lineCount(row) * leading + padding;
}
