import type {EntryContent, EntryMaker} from './entry-content';
import {
  conceptCode,
  conceptsText,
  conceptText,
  joined,
  notesText,
  objectOf,
  objectsOf,
  quantityText,
  rangeText,
  textOf,
} from './fhir-values';
import type {FhirObject} from './fhir-values';

/** How often, in the words of the order where there are some: `2 per 1 d`. */
function timingText(value: unknown): string | null {
  const timing = objectOf(value);
  const repeat = objectOf(timing?.['repeat']);
  const [frequency, period] = [repeat?.['frequency'], repeat?.['period']];
  const rate =
    typeof frequency === 'number' && typeof period === 'number'
      ? joined([`${frequency} per ${period}`, textOf(repeat?.['periodUnit'])], ' ')
      : null;
  return conceptText(timing?.['code']) ?? rate;
}

/** One Dosage: its text where the prescriber wrote one, else its parts. */
function dosageText(dosage: FhirObject): string | null {
  const doses = [dosage, ...objectsOf(dosage['doseAndRate'])].map(
    (dose) =>
      quantityText(dose['doseQuantity']) ??
      quantityText(dose['dose']) ??
      rangeText(dose['doseRange']) ??
      quantityText(dose['rateQuantity']),
  );
  const parts = [
    ...doses,
    conceptText(dosage['route']),
    timingText(dosage['timing']),
    dosage['asNeededBoolean'] === true ? 'as needed' : conceptText(dosage['asNeededCodeableConcept']),
    textOf(dosage['patientInstruction']),
  ];
  return textOf(dosage['text']) ?? joined(parts, ', ');
}

function momentOf(resource: FhirObject): {at: string | null; end: string | null} {
  const period = objectOf(resource['effectivePeriod']);
  const dates = ['effectiveDateTime', 'authoredOn', 'whenHandedOver', 'whenPrepared', 'dateAsserted'];
  const date = dates.map((field) => textOf(resource[field])).find((found) => found !== null);
  return {at: textOf(period?.['start']) ?? date ?? null, end: textOf(period?.['end'])};
}

/** MedicationRequest, -Statement, -Administration and -Dispense: one kind, told apart by `detail.act`. */
export function medicationEntry(act: 'ordered' | 'taken' | 'given' | 'dispensed'): EntryMaker {
  return (resource): EntryContent => {
    const concept = resource['medicationCodeableConcept'];
    const reference = objectOf(resource['medicationReference']);
    const dosages = [...objectsOf(resource['dosageInstruction']), ...objectsOf(resource['dosage'])];
    return {
      kind: 'medication',
      title: conceptText(concept) ?? textOf(reference?.['display']) ?? 'Medication',
      ...momentOf(resource),
      finding: {code: conceptCode(concept)},
      titledBy: conceptText(concept) === null ? reference : null,
      detail: {
        act,
        intent: textOf(resource['intent']),
        priority: textOf(resource['priority']),
        dosage: joined(dosages.map(dosageText), '; '),
        quantity: quantityText(resource['quantity']),
        reason: conceptsText(resource['reasonCode']) ?? conceptsText(resource['statusReason']),
        note: notesText(resource['note']),
      },
    };
  };
}
