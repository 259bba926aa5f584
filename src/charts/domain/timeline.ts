import type {KnownPatient} from '../../masking';

/** The kinds of clinical event a timeline tells apart; whatever is not understood is kept as `other`. */
export const timelineKinds = [
  'encounter',
  'condition',
  'medication',
  'observation',
  'procedure',
  'immunization',
  'allergy',
  'report',
  'document',
  'other',
] as const;

export type TimelineKind = (typeof timelineKinds)[number];

/** A code in its code system; `system` is null where the chart gave a bare code. */
export interface TimelineCode {
  system: string | null;
  code: string;
}

/** A measured number, exactly as the chart gave it; `unit` is empty for a pure number. */
export interface TimelineQuantity {
  value: number;
  unit: string;
}

/** What was found: shared by an observation and by each of its components (blood pressure has two). */
export interface TimelineFinding {
  title: string;
  code: TimelineCode | null;
  /** The value as text for reading, rounded to four decimals; `quantity` keeps the exact number. */
  value: string | null;
  quantity: TimelineQuantity | null;
  /** Such as `3.5–5.1 mmol/L`. */
  referenceRange: string | null;
  /** The interpretation's code where it has one (`H`, `LL`, `A`), else its text. */
  interpretation: string | null;
}

/** One event of a chart. A plain JSON value without U+0000 and without lone surrogates: it is stored sealed, as JSON. */
export interface TimelineEntry extends TimelineFinding {
  /** `urn:uuid:...` or `Type/id` as the chart names the resource, else `entry-<position>`; unique within a chart. */
  id: string;
  kind: TimelineKind;
  /** When it happened or began: a FHIR dateTime as given (`2024`, `2024-05`, `2024-05-01`, or an instant). */
  at: string | null;
  end: string | null;
  /** The `id` of the encounter's own entry, null where the chart names none that it holds. */
  encounter: string | null;
  /** Keys into `ChartReading.participants`. */
  performers: string[];
  components?: TimelineFinding[];
  /** Further text by name: `status`, `category`, `note`, `dosage`, `conclusion`, `text`; `raw` for what was not understood. */
  detail: Record<string, string>;
}

export interface ChartPatient {
  names: string[];
  birthDate: string | null;
  identifiers: {system: string | null; value: string}[];
  gender: string | null;
}

/** Somebody who took part in the care: the material for finding conflicts of interest. */
export interface ChartParticipant {
  key: string;
  /** A National Provider Identifier whose check digit is right, else null. */
  npi: string | null;
  name: string | null;
  roles: string[];
}

export type ChartFaultCode =
  | 'resource_missing'
  | 'resource_unusable'
  | 'duplicate_id'
  | 'date_invalid'
  | 'text_replaced'
  | 'reference_cycle';

/** Something amiss that did not stop the import; `at` is a JSON Pointer. Never quotes the chart's content. */
export interface ChartFault {
  at: string;
  code: ChartFaultCode;
  message: string;
}

/** Whom the texts of a chart may name, for masking. */
export interface ChartIdentities {
  patient: KnownPatient;
  /** Names of hospitals, wards, insurers. */
  organisations: string[];
}

/** What one reading of a chart found, beside the entries themselves. */
export interface ChartReading {
  counts: Record<TimelineKind, number>;
  /** Resources kept as `other`, by resource type. */
  notUnderstood: Record<string, number>;
  /** Resources that tell who and where, not what happened (Patient, Practitioner, Medication): read, without an entry. */
  context: Record<string, number>;
  patients: ChartPatient[];
  identities: ChartIdentities;
  participants: ChartParticipant[];
  /** References, counted with repeats, to something that the chart does not hold. */
  danglingReferences: number;
  /** The first hundred faults. */
  faults: ChartFault[];
  faultCount: number;
}

/** A count of zero for every kind. */
export function noCounts(): Record<TimelineKind, number> {
  return {
    encounter: 0,
    condition: 0,
    medication: 0,
    observation: 0,
    procedure: 0,
    immunization: 0,
    allergy: 0,
    report: 0,
    document: 0,
    other: 0,
  };
}
