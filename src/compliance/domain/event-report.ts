import type {DocumentModel} from '../../reports';
import {EventItem} from './event-item';
import {ExportHead, watermark} from './export-lines';

/** An export of the log as a document to be printed. Times are UTC, as in the log. */
export function eventReport(
  head: ExportHead,
  items: readonly EventItem[],
  organisation: string,
): DocumentModel {
  const asked = Object.entries(head.filters).map(([label, value]) => ({label, value: String(value)}));
  return {
    title: 'Extract of the audit log',
    subject: `Extract of the audit log, export ${head.number}`,
    language: 'en',
    createdAt: new Date(head.madeAt),
    privilege: {text: head.privilege},
    header: {organisation, committee: '', reference: head.number},
    footerNote: 'Times in this extract: UTC.',
    watermark: watermark(head),
    blocks: [
      {kind: 'heading', level: 1, text: 'What was asked'},
      ...(asked.length > 0
        ? [{kind: 'keyValues', pairs: asked} as const]
        : [{kind: 'paragraph', text: 'The whole log, as far as its reader may see it.'} as const]),
      {kind: 'heading', level: 1, text: 'Events'},
      {
        kind: 'table',
        caption: `${items.length} events, latest first`,
        columns: [
          {title: 'Time', weight: 2.9},
          {title: 'Event', weight: 3.7},
          {title: 'Who (really)', weight: 3.1},
          {title: 'Where and why', weight: 3.2},
          {title: 'Case', weight: 3},
          {title: 'Shown', weight: 3.9},
          {title: 'Leaf and hash', weight: 2.7},
        ],
        rows: items.map(eventRow),
      },
      ...(head.checkpoint === null
        ? []
        : [
            {kind: 'heading', level: 1, text: 'Checkpoint of the log'} as const,
            {kind: 'paragraph', text: head.checkpoint} as const,
          ]),
    ],
  };
}

function eventRow({at, kind, event, cases, leaf, hash}: EventItem): string[] {
  const {shown = []} = (event?.details ?? {}) as {shown?: readonly string[]};
  return [
    at.slice(0, 19).replace('T', ' '),
    event ? `${event.type} (${kind}, ${event.outcome})` : `disposed of (${kind})`,
    whoDid(event),
    whereAndWhy(event),
    cases.join(' '),
    shown.join(', '),
    `${leaf}  ${hash.slice(0, 16)}`,
  ];
}

/** In whose name, and in brackets who really did it, where that is another. */
function whoDid(event: EventItem['event']): string {
  const who = event?.who?.name ?? `(${(event?.as ?? []).join(', ')})`;
  return event?.real ? `${who} (${event.real})` : who;
}

/** The way in, the address where there was one, and for what purpose (HL7 v3 PurposeOfUse). */
const whereAndWhy = (event: EventItem['event']): string =>
  [event?.where?.via, event?.where?.address, event?.why].filter(Boolean).join(' ');
