import type {DocumentModel} from '../domain/document-model';
import type {FillOp, PageOp} from './laid-out-document';
import {textOp, type PageArea} from './page-flow';
import {colours, sheet, textStyles, type TextStyleName} from './style';
import type {TypeSetter} from './type-setter';
import type {WrappedLine} from './wrap-text';

const width = sheet.width - 2 * sheet.side;
const {leading} = textStyles.frame;
/** Head: organisation and committee take up to this share of the width, the reference the rest. */
const nameShare = 0.64;
/** Foot: who holds this copy, beside the page number. */
const holderShare = 0.8;

/** What stands alike on every page: the head, the privilege text, the holder of the copy, the page number. */
export class PageFrame {
  readonly area: PageArea;
  private readonly head: readonly PageOp[];
  private readonly foot: readonly PageOp[];
  private readonly lastLine: number;

  constructor(
    model: DocumentModel,
    private readonly typeSetter: TypeSetter,
  ) {
    const {organisation, committee, reference} = model.header;
    const names = [organisation, committee].filter((name) => name.trim() !== '').join(' · ');
    const left = typeSetter.wrap(names, 'frame', width * nameShare);
    const right = typeSetter.wrap(reference, 'frameStrong', width * (1 - nameShare) - 12);
    const headLine = sheet.head + Math.max(left.length, right.length, 1) * leading + 5;
    this.head = [
      ...column(left, 'frame', sheet.head),
      ...column(right, 'frameStrong', sheet.head, 'right'),
      hairline(headLine),
    ];

    const privilege = typeSetter.wrap(model.privilege.text, 'frame', width);
    const note = typeSetter.wrap(model.footerNote ?? '', 'frame', width);
    const holder = typeSetter.wrap(model.watermark ?? '', 'frameStrong', width * holderShare);
    this.lastLine = sheet.height - sheet.foot - leading;
    const holderTop = this.lastLine - Math.max(0, holder.length - 1) * leading;
    const noteTop = holderTop - note.length * leading - 3;
    const privilegeTop = noteTop - privilege.length * leading;
    this.foot = [
      hairline(privilegeTop - 6),
      ...column(privilege, 'frame', privilegeTop),
      ...column(note, 'frame', noteTop),
      ...column(holder, 'frameStrong', holderTop),
    ];
    this.area = {left: sheet.side, width, top: headLine + 24, bottom: privilegeTop - 22};
  }

  /** The artifacts of one page; `page` counts from 1. */
  ops(page: number, pages: number): PageOp[] {
    const number = this.typeSetter.wrap(`Page ${page} of ${pages}`, 'frame', width * (1 - holderShare));
    return [...this.head, ...this.foot, ...column(number, 'frame', this.lastLine, 'right')];
  }
}

function column(
  lines: readonly WrappedLine[],
  style: TextStyleName,
  top: number,
  side: 'left' | 'right' = 'left',
): PageOp[] {
  return lines.map((line, index) => {
    const x = side === 'left' ? sheet.side : sheet.width - sheet.side - line.width;
    return textOp(null, {line, style, x, y: top + index * leading});
  });
}

function hairline(y: number): FillOp {
  return {kind: 'fill', x: sheet.side, y, width, height: 0.6, colour: colours.hairline};
}
