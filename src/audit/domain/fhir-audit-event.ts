import {AuditKind, RecordedEvent} from './audit-record';

interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
const EVENT_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
const ENTITY_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const PURPOSE = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
/** The codes that are Collegium's own: types of events, roles and relations. */
const OWN = 'urn:collegium';

const dcm = (code: string, display: string): Coding => ({system: DCM, code, display});
const object = (display: string): Coding => ({system: EVENT_TYPE, code: 'object', display});

/** DICOM PS3.16 context group 400 and HL7's audit-event-type; what neither names is an interaction with an object. */
const TYPES: Readonly<Record<AuditKind, Coding>> = {
  change: object('Audit Event: object interaction'),
  read: object('Audit Event: object interaction'),
  disposal: object('Audit Event: object interaction'),
  refusal: dcm('110113', 'Security Alert'),
  signIn: dcm('110114', 'User Authentication'),
  export: dcm('110106', 'Export'),
  download: dcm('110106', 'Export'),
  print: dcm('110106', 'Export'),
  breakGlass: dcm('110127', 'Emergency Override Started'),
  configuration: dcm('110100', 'Application Activity'),
};

/** An HL7 FHIR R4 AuditEvent, as JSON. */
export type FhirAuditEvent = Readonly<Record<string, unknown>> & {readonly resourceType: 'AuditEvent'};

/**
 * An entry of the log as an HL7 FHIR R4 AuditEvent (hl7.org/fhir/R4/auditevent.html), for systems that read that. It
 * proves nothing by itself: proofs are over the entry.
 *
 * @param entry where it stands; `hash` in hexadecimal digits
 */
export function fhirAuditEvent(
  event: RecordedEvent,
  entry: {organisation: string; stream: string; number: number; kind: AuditKind; at: Date; hash: string},
): FhirAuditEvent {
  const {where} = event;
  return {
    resourceType: 'AuditEvent',
    type: TYPES[entry.kind],
    subtype: [{system: `${OWN}:event`, code: event.type}],
    action: event.action,
    recorded: entry.at.toISOString(),
    outcome: event.outcome,
    purposeOfEvent: [{coding: [{system: PURPOSE, code: event.why}]}],
    agent: [
      {
        who: person(event.who),
        requestor: true,
        ...(event.as.length > 0 && {
          role: event.as.map((code) => ({coding: [{system: `${OWN}:role`, code}]})),
        }),
        ...(where.address !== null && {network: {address: where.address, type: '2'}}),
      },
      ...(event.real === null ? [] : [{who: person(event.real), requestor: false}]),
    ],
    source: {observer: {identifier: {system: OWN, value: entry.organisation}}, site: where.via},
    entity: [
      {
        what: {identifier: {system: `${OWN}:log`, value: `${entry.stream}#${String(entry.number)}`}},
        type: {system: ENTITY_TYPE, code: '2', display: 'System Object'},
        detail: [{type: 'sha256', valueString: entry.hash}, ...details(event)],
      },
      ...(event.on === null ? [] : [{what: {identifier: {system: `${OWN}:record`, value: event.on}}}]),
    ],
  };
}

const person = (id: string) => ({identifier: {system: `${OWN}:person`, value: id}});

const details = ({details, where}: RecordedEvent): {type: string; valueString: string}[] => [
  ...(where.session === null ? [] : [{type: 'session', valueString: where.session}]),
  ...Object.entries(details).map(([type, value]) => ({
    type,
    valueString: typeof value === 'string' ? value : JSON.stringify(value),
  })),
];
