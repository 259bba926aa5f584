import type {Block, DocumentModel, TableBlock} from './document-model';

/** What stands on every page may not crowd out the page itself. */
const frameLimits = {privilege: 1500, header: 200, footerNote: 300, watermark: 200} as const;

/** A model that could not be printed without losing text; `faults` names all of them. */
export class DocumentModelError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The document cannot be printed: ${faults.join('; ')}`);
    this.name = 'DocumentModelError';
  }
}

/**
 * Refuses a model that would print incompletely or without its privilege text.
 * @throws DocumentModelError naming every fault at once
 */
export function checkDocumentModel(model: DocumentModel): void {
  const faults = [
    ...frameFaults(model),
    ...model.blocks.flatMap((block, index) => blockFaults(block, `blocks[${index}]`)),
  ];
  if (faults.length > 0) throw new DocumentModelError(faults);
}

function frameFaults(model: DocumentModel): string[] {
  const {privilege, header, footerNote = '', watermark = ''} = model;
  const required = {title: model.title, subject: model.subject, 'privilege.text': privilege.text};
  const limited: [string, string, number][] = [
    ['privilege.text', privilege.text, frameLimits.privilege],
    ['header.organisation', header.organisation, frameLimits.header],
    ['header.committee', header.committee, frameLimits.header],
    ['header.reference', header.reference, frameLimits.header],
    ['footerNote', footerNote, frameLimits.footerNote],
    ['watermark', watermark, frameLimits.watermark],
  ];
  return [
    ...Object.entries(required)
      .filter(([, text]) => text.trim() === '')
      .map(([name]) => `${name} is empty`),
    ...limited
      .filter(([, text, limit]) => text.length > limit)
      .map(([name, , limit]) => `${name} is longer than ${limit} characters`),
    ...limited.filter(([, text]) => text.includes('\n')).map(([name]) => `${name} has more than one line`),
    ...(Number.isNaN(model.createdAt.getTime()) ? ['createdAt is no date'] : []),
  ];
}

function blockFaults(block: Block, at: string): string[] {
  return block.kind === 'table' ? tableFaults(block, at) : [];
}

function tableFaults(table: TableBlock, at: string): string[] {
  const width = table.columns.length;
  return [
    ...(width === 0 ? [`${at} has no columns`] : []),
    ...(table.columns.every(({weight}) => weight > 0 && Number.isFinite(weight))
      ? []
      : [`${at} has a column weight that is not above 0`]),
    ...table.rows
      .map((row, index) => ({cells: row.length, index}))
      .filter(({cells}) => cells !== width)
      .map(({cells, index}) => `${at}.rows[${index}] has ${cells} cells for ${width} columns`),
  ];
}
