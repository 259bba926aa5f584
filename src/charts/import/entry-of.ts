import type {TimelineEntry} from '../domain/timeline';
import {compositionEntry, documentEntry, imagingEntry, reportEntry} from './document-entries';
import type {EntryContent, EntryMaker} from './entry-content';
import {
  allergyEntry,
  conditionEntry,
  encounterEntry,
  immunizationEntry,
  procedureEntry,
} from './event-entries';
import {
  conceptCode,
  conceptText,
  detailsOf,
  joined,
  notesText,
  objectOf,
  objectsOf,
  textOf,
} from './fhir-values';
import type {FhirObject} from './fhir-values';
import {findingOf} from './finding-of';
import {medicationEntry} from './medication-entry';

function observationEntry(resource: FhirObject): EntryContent {
  const finding = findingOf(resource);
  const period = objectOf(resource['effectivePeriod']);
  const components = objectsOf(resource['component']).map(findingOf);
  return {
    kind: 'observation',
    title: finding.title,
    at:
      textOf(resource['effectiveDateTime']) ??
      textOf(resource['effectiveInstant']) ??
      textOf(period?.['start']) ??
      textOf(resource['issued']),
    end: textOf(period?.['end']),
    finding,
    ...(components.length > 0 && {components}),
    detail: {
      category: joined(objectsOf(resource['category']).map(conceptText), '; '),
      method: conceptText(resource['method']),
      bodySite: conceptText(resource['bodySite']),
      note: notesText(resource['note']),
    },
  };
}

/** Kept whole, so that nothing of a chart is lost because this program does not know it. */
function otherEntry(type: string, resource: FhirObject): EntryContent {
  const period = ['period', 'occurrencePeriod', 'performedPeriod', 'billablePeriod']
    .map((field) => objectOf(resource[field]))
    .find((found) => found !== null);
  const dates = ['occurrenceDateTime', 'authoredOn', 'startDate', 'date', 'created', 'recorded', 'sent'];
  const concept = ['code', 'type', 'category']
    .map((field) => objectsOf(resource[field])[0])
    .find(conceptText);
  const words = concept === undefined ? textOf(resource['title']) : conceptText(concept);
  return {
    kind: 'other',
    title: joined([type, words], ': ') ?? type,
    at:
      textOf(period?.['start']) ??
      dates.map((field) => textOf(resource[field])).find((date) => date !== null) ??
      null,
    end: textOf(period?.['end']),
    finding: {code: conceptCode(concept)},
    detail: {resourceType: type, raw: JSON.stringify(resource)},
  };
}

const makers = new Map<string, EntryMaker>([
  ['Encounter', encounterEntry],
  ['Condition', conditionEntry],
  ['Procedure', procedureEntry],
  ['Immunization', immunizationEntry],
  ['AllergyIntolerance', allergyEntry],
  ['Observation', observationEntry],
  ['MedicationRequest', medicationEntry('ordered')],
  ['MedicationStatement', medicationEntry('taken')],
  ['MedicationAdministration', medicationEntry('given')],
  ['MedicationDispense', medicationEntry('dispensed')],
  ['DiagnosticReport', reportEntry],
  ['ImagingStudy', imagingEntry],
  ['DocumentReference', documentEntry],
  ['Composition', compositionEntry],
]);

/** The content of one clinical resource; what is not understood comes back as `other`, with its JSON. */
export function entryContentOf(type: string, resource: FhirObject): EntryContent {
  return makers.get(type)?.(resource) ?? otherEntry(type, resource);
}

/** The entry of that content, its references still open. Its `at` and `end` are whatever the chart wrote. */
export function openEntry(id: string, resource: FhirObject, content: EntryContent): TimelineEntry {
  const {finding} = content;
  return {
    id,
    kind: content.kind,
    at: content.at ?? null,
    end: content.end ?? null,
    title: content.title,
    code: finding?.code ?? null,
    value: finding?.value ?? null,
    quantity: finding?.quantity ?? null,
    referenceRange: finding?.referenceRange ?? null,
    interpretation: finding?.interpretation ?? null,
    encounter: null,
    performers: [],
    ...(content.components && {components: content.components}),
    detail: detailsOf({status: statusOf(resource), ...content.detail}),
  };
}

function statusOf(resource: FhirObject): string | null {
  return textOf(resource['status']) ?? conceptText(resource['clinicalStatus']);
}
