import type {EntryContent} from './entry-content';
import {
  conceptCode,
  conceptsText,
  conceptText,
  joined,
  notesText,
  objectOf,
  objectsOf,
  textOf,
} from './fhir-values';
import {quantityText, rangeText} from './fhir-values';
import type {FhirObject} from './fhir-values';

/** Choice elements such as onset[x] and performed[x]: the date where it is one, else what is said in words. */
function momentOf(
  resource: FhirObject,
  name: string,
): {at: string | null; end: string | null; words: string | null} {
  const period = objectOf(resource[`${name}Period`]);
  return {
    at: textOf(resource[`${name}DateTime`]) ?? textOf(period?.['start']),
    end: textOf(period?.['end']),
    words:
      textOf(resource[`${name}String`]) ??
      quantityText(resource[`${name}Age`]) ??
      rangeText(resource[`${name}Range`]),
  };
}

export function encounterEntry(resource: FhirObject): EntryContent {
  const period = objectOf(resource['period']);
  const places = objectsOf(resource['location']).map((place) =>
    textOf(objectOf(place['location'])?.['display']),
  );
  const stay = objectOf(resource['hospitalization']);
  return {
    kind: 'encounter',
    title: conceptsText(resource['type']) ?? conceptText(resource['class']) ?? 'Encounter',
    at: textOf(period?.['start']),
    end: textOf(period?.['end']),
    finding: {code: conceptCode(objectsOf(resource['type'])[0]) ?? conceptCode(resource['class'])},
    detail: {
      class: conceptText(resource['class']),
      reason: conceptsText(resource['reasonCode']),
      location: joined(places, '; '),
      serviceProvider: textOf(objectOf(resource['serviceProvider'])?.['display']),
      discharge: conceptText(stay?.['dischargeDisposition']),
    },
  };
}

export function conditionEntry(resource: FhirObject): EntryContent {
  const [onset, abatement] = [momentOf(resource, 'onset'), momentOf(resource, 'abatement')];
  return {
    kind: 'condition',
    title: conceptText(resource['code']) ?? 'Condition',
    at: onset.at ?? textOf(resource['recordedDate']),
    end: abatement.at,
    finding: {code: conceptCode(resource['code'])},
    detail: {
      verification: conceptText(resource['verificationStatus']),
      category: conceptsText(resource['category']),
      severity: conceptText(resource['severity']),
      bodySite: conceptsText(resource['bodySite']),
      onset: onset.words,
      abatement: abatement.words,
      note: notesText(resource['note']),
    },
  };
}

export function procedureEntry(resource: FhirObject): EntryContent {
  const performed = momentOf(resource, 'performed');
  return {
    kind: 'procedure',
    title: conceptText(resource['code']) ?? 'Procedure',
    at: performed.at,
    end: performed.end,
    finding: {code: conceptCode(resource['code'])},
    detail: {
      category: conceptText(resource['category']),
      performed: performed.words,
      reason: conceptsText(resource['reasonCode']),
      bodySite: conceptsText(resource['bodySite']),
      outcome: conceptText(resource['outcome']),
      complication: conceptsText(resource['complication']),
      note: notesText(resource['note']),
    },
  };
}

export function immunizationEntry(resource: FhirObject): EntryContent {
  return {
    kind: 'immunization',
    title: conceptText(resource['vaccineCode']) ?? 'Immunization',
    at: textOf(resource['occurrenceDateTime']) ?? textOf(resource['recorded']),
    finding: {code: conceptCode(resource['vaccineCode'])},
    detail: {
      occurrence: textOf(resource['occurrenceString']),
      dose: quantityText(resource['doseQuantity']),
      route: conceptText(resource['route']),
      reason: conceptText(resource['statusReason']) ?? conceptsText(resource['reasonCode']),
      note: notesText(resource['note']),
    },
  };
}

export function allergyEntry(resource: FhirObject): EntryContent {
  const onset = momentOf(resource, 'onset');
  const reactions = objectsOf(resource['reaction']).map((reaction) =>
    joined([conceptsText(reaction['manifestation']), textOf(reaction['severity'])], ', '),
  );
  return {
    kind: 'allergy',
    title: conceptText(resource['code']) ?? 'Allergy or intolerance',
    at: onset.at ?? textOf(resource['recordedDate']),
    finding: {code: conceptCode(resource['code'])},
    detail: {
      verification: conceptText(resource['verificationStatus']),
      type: textOf(resource['type']),
      criticality: textOf(resource['criticality']),
      reaction: joined(reactions, '; '),
      onset: onset.words,
      note: notesText(resource['note']),
    },
  };
}
