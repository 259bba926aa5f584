import {csvLine} from './csv';
import {EventItem} from './event-item';
import {Filters} from './question-filters';

export const EXPORT_FORMATS = ['ndjson', 'fhir', 'csv', 'pdf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What stands on every export. */
export interface ExportHead {
  /** Dense within organisation and year: EXP-2026-0001. */
  readonly number: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly privilege: string;
  readonly filters: Filters;
  /** Signed note over the tree at the time of the export; null before the first. */
  readonly checkpoint: string | null;
}

/** "EXP-2026-0001 · Marcus Feld · 2026-11-22T10:15:00.000Z" */
export const watermark = ({
  number,
  madeBy,
  madeAt,
}: Pick<ExportHead, 'number' | 'madeBy' | 'madeAt'>): string => `${number} · ${madeBy} · ${madeAt}`;

const COLUMNS = [
  'leaf',
  'at',
  'kind',
  'type',
  'action',
  'outcome',
  'who',
  'name',
  'real',
  'as',
  'on',
  'cases',
  'why',
  'via',
  'address',
  'shown',
  'details',
  'stream',
  'number',
  'hash',
  'previous',
  'export',
  'privilege',
] as const;

/** The lines before the events; FHIR has no place for one. */
export const firstLines: Readonly<Record<'ndjson' | 'fhir' | 'csv', (head: ExportHead) => string>> = {
  fhir: () => '',
  ndjson: (head) => `${JSON.stringify({v: 1, ...head, watermark: watermark(head)})}\n`,
  csv: () => csvLine(COLUMNS),
};

/** One event; every line of CSV carries the watermark and the privilege text, since lines are copied apart. */
export const eventLine: Readonly<Record<'ndjson' | 'csv', (item: EventItem, head: ExportHead) => string>> = {
  ndjson: (item, {number}) => `${JSON.stringify({export: number, ...item})}\n`,
  csv: (item, head) => csvLine(csvCells(item, head)),
};

function csvCells({event, ...item}: EventItem, head: ExportHead): (string | number | null)[] {
  const {shown = [], ...details} = (event?.details ?? {}) as {shown?: readonly string[]};
  return [
    item.leaf,
    item.at,
    item.kind,
    event?.type ?? null,
    event?.action ?? null,
    event?.outcome ?? null,
    event?.who?.id ?? null,
    event?.who?.name ?? null,
    event?.real ?? null,
    (event?.as ?? []).join(' '),
    event?.on ?? null,
    item.cases.join(' '),
    event?.why ?? null,
    event?.where?.via ?? null,
    event?.where?.address ?? null,
    shown.join(' '),
    event ? JSON.stringify(details) : null,
    item.stream,
    item.number,
    item.hash,
    item.previous,
    watermark(head),
    head.privilege,
  ];
}
