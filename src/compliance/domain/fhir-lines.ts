import {AUDIT_KINDS, fhirAuditEvent} from '../../audit';
import {EventItem} from './event-item';
import {ExportHead, watermark} from './export-lines';

/** Whoever the reader may not know. */
const NOBODY = 'withheld';

/**
 * An event as a line of FHIR's bulk data, an R4 AuditEvent that bears the export's watermark and privilege text. What the
 * reader may not see is withheld here as well.
 *
 * @returns nothing for an event whose payload was disposed of: an AuditEvent cannot do without it
 */
export function fhirLine({event, ...item}: EventItem, head: ExportHead, organisation: string): string {
  const kind = AUDIT_KINDS.find((known) => known === item.kind);
  if (!event || !kind) return '';
  const recorded = {
    ...event,
    v: 1,
    who: event.who?.id ?? NOBODY,
    where: event.where ?? {via: 'system', address: null, session: null},
  } as const;
  const {stream, number, hash} = item;
  const resource = fhirAuditEvent(recorded, {
    organisation,
    stream,
    number,
    kind,
    hash,
    at: new Date(item.at),
  });
  const meta = {
    security: [
      {system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R', display: 'restricted'},
    ],
    tag: [
      {system: 'urn:collegium:export', code: head.number, display: watermark(head)},
      {system: 'urn:collegium:privilege', code: 'privilege', display: head.privilege},
    ],
  };
  return `${JSON.stringify({...resource, meta})}\n`;
}
