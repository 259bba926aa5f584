import {isNpi} from '../domain/npi';
import {joined, objectsOf, textOf} from './fhir-values';
import {conceptCode, objectOf} from './fhir-values';
import type {FhirObject} from './fhir-values';

const npiSystems = [
  'http://hl7.org/fhir/sid/us-npi',
  'https://hl7.org/fhir/sid/us-npi',
  'urn:oid:2.16.840.1.113883.4.6',
];

function words(value: unknown): string | null {
  return joined((Array.isArray(value) ? value : [value]).map(textOf), ' ');
}

/** A HumanName as it is spoken: its text, else prefix, given names, family name, suffix. */
function nameText(name: FhirObject): string | null {
  const parts = ['prefix', 'given', 'family', 'suffix'].map((field) => words(name[field]));
  return textOf(name['text']) ?? joined(parts, ' ');
}

/** All names of a person, each once; for a patient also without the titles, as they are written in notes. */
export function namesOf(resource: FhirObject): string[] {
  const names = objectsOf(resource['name']).flatMap((name) => [
    nameText(name),
    joined([words(name['given']), words(name['family'])], ' '),
  ]);
  return [...new Set(names.filter((name) => name !== null))];
}

/** The first valid NPI among a list of Identifiers. Null where there is none: an invalid one would match the wrong person. */
export function npiOf(identifiers: unknown): string | null {
  const values = objectsOf(identifiers)
    .filter(
      (one) =>
        npiSystems.includes(textOf(one['system']) ?? '') ||
        conceptCode(objectOf(one['type']))?.code === 'NPI',
    )
    .map((one) => textOf(one['value']) ?? '');
  return values.find(isNpi) ?? null;
}
