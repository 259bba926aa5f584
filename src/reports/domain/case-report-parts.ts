import type {Block, KeyValuesBlock, TableBlock, TableColumn} from './document-model';

/** A level-1 heading with its content; nothing at all when there is no content. */
export function section(title: string, ...content: readonly Block[]): Block[] {
  return content.length === 0 ? [] : [{kind: 'heading', level: 1, text: title}, ...content];
}

export function subsection(title: string, ...content: readonly Block[]): Block[] {
  return content.length === 0 ? [] : [{kind: 'heading', level: 2, text: title}, ...content];
}

/** Text as a paragraph; nothing when it is absent or blank. */
export function prose(text: string | undefined): Block[] {
  return text === undefined || text.trim() === '' ? [] : [{kind: 'paragraph', text}];
}

export function note(text: string): Block {
  return {kind: 'paragraph', style: 'note', text};
}

/** The pairs that have a value; nothing when none has. */
export function facts(
  ...pairs: readonly (readonly [label: string, value: string | undefined])[]
): KeyValuesBlock[] {
  const known = pairs.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [{label, value}],
  );
  return known.length === 0 ? [] : [{kind: 'keyValues', pairs: known}];
}

/** A column of a table and how to read its cell from an entry; absent from the table when no entry fills it. */
export interface ReportColumn<Entry> extends TableColumn {
  readonly cell: (entry: Entry) => string | undefined;
}

/** A table of the entries without the columns that nobody fills: such a column may be hidden from this reader. */
export function table<Entry>(
  caption: string,
  entries: readonly Entry[],
  columns: readonly ReportColumn<Entry>[],
): TableBlock[] {
  const filled = columns.filter(({cell}) => entries.some((entry) => (cell(entry) ?? '') !== ''));
  if (filled.length === 0) return [];
  return [
    {
      kind: 'table',
      caption,
      columns: filled.map(({title, weight, align}) => ({title, weight, ...(align ? {align} : {})})),
      rows: entries.map((entry) => filled.map(({cell}) => cell(entry) ?? '')),
    },
  ];
}
