import {objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';

function collect(value: unknown, found: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  const fields = value as FhirObject;
  for (const field of Object.keys(fields)) {
    const inner = fields[field];
    if (typeof inner === 'object') collect(inner, found);
    else if (field === 'reference' && typeof inner === 'string') found.push(inner);
  }
}

/** Every Reference.reference in a resource and its contained ones. The depth is bounded by the JSON's own. */
export function referencesIn(resource: FhirObject): string[] {
  const found: string[] = [];
  collect(resource, found);
  return found;
}

/** The contained resource that `#id` names. */
export function containedIn(resource: FhirObject, reference: string): FhirObject | null {
  return objectsOf(resource['contained']).find((one) => `#${textOf(one['id']) ?? ''}` === reference) ?? null;
}
