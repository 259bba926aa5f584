import type {TimelineFinding} from '../domain/timeline';
import {
  conceptCode,
  conceptsText,
  conceptText,
  joined,
  objectOf,
  objectsOf,
  quantityOf,
  quantityText,
  rangeText,
  textOf,
} from './fhir-values';
import type {FhirObject} from './fhir-values';

function ratioText(value: unknown): string | null {
  const ratio = objectOf(value);
  return joined([quantityText(ratio?.['numerator']), quantityText(ratio?.['denominator'])], ' / ');
}

function periodText(value: unknown): string | null {
  const period = objectOf(value);
  return joined([textOf(period?.['start']), textOf(period?.['end'])], ' – ');
}

/** Observation.value[x] as text; R4 allows eleven types. */
function valueText(finding: FhirObject): string | null {
  const plain = finding['valueBoolean'] ?? finding['valueInteger'];
  if (typeof plain === 'boolean') return plain ? 'yes' : 'no';
  if (typeof plain === 'number') return String(plain);
  const absent = conceptText(finding['dataAbsentReason']);
  return (
    quantityText(finding['valueQuantity']) ??
    conceptText(finding['valueCodeableConcept']) ??
    textOf(finding['valueString']) ??
    textOf(finding['valueDateTime']) ??
    textOf(finding['valueTime']) ??
    rangeText(finding['valueRange']) ??
    ratioText(finding['valueRatio']) ??
    periodText(finding['valuePeriod']) ??
    textOf(objectOf(finding['valueSampledData'])?.['data']) ??
    (absent === null ? null : `not available: ${absent}`)
  );
}

function referenceRangeText(value: unknown): string | null {
  return joined(
    objectsOf(value).map((range) => rangeText(range) ?? textOf(range['text'])),
    '; ',
  );
}

function interpretationText(value: unknown): string | null {
  const codes = objectsOf(value).map((concept) => conceptCode(concept)?.code ?? null);
  return joined(codes, ', ') ?? conceptsText(value);
}

/** What an Observation, or one of its components, found. */
export function findingOf(finding: FhirObject): TimelineFinding {
  return {
    title: conceptText(finding['code']) ?? 'Observation',
    code: conceptCode(finding['code']),
    value: valueText(finding),
    quantity: quantityOf(finding['valueQuantity']),
    referenceRange: referenceRangeText(finding['referenceRange']),
    interpretation: interpretationText(finding['interpretation']),
  };
}
