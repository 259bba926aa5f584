import {conceptText, objectOf, objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';
import {npiOf} from './people';

/** One place where a resource names somebody who took part. */
export interface Mention {
  role: string;
  reference: string | null;
  display: string | null;
  npi: string | null;
  /** Reference.type: what the chart says the target is. */
  type: string | null;
}

/** The elements of R4 resources that name who acted, and what to call them where the chart does not say. */
const roleByField: [string, string][] = [
  ['performer', 'performer'],
  ['requester', 'requester'],
  ['recorder', 'recorder'],
  ['asserter', 'asserter'],
  ['author', 'author'],
  ['authenticator', 'authenticator'],
  ['attester', 'attester'],
  ['interpreter', 'interpreter'],
  ['resultsInterpreter', 'interpreter'],
  ['referrer', 'referrer'],
  ['participant', 'participant'],
  ['provider', 'provider'],
  ['careTeam', 'care team'],
  ['enterer', 'enterer'],
  ['sender', 'sender'],
];

const innerFields = ['individual', 'actor', 'member', 'party', 'provider'];

function mentionOf(reference: FhirObject, role: string): Mention {
  return {
    role,
    reference: textOf(reference['reference']),
    display: textOf(reference['display']),
    npi: npiOf(reference['identifier']),
    type: textOf(reference['type']),
  };
}

function roleOf(element: FhirObject, usual: string): string {
  const words = ['type', 'function', 'role'].flatMap((field) => objectsOf(element[field]).map(conceptText));
  return words.find((text) => text !== null) ?? usual;
}

/** Everybody whom a resource names as acting; organisations and patients among them are told apart later. */
export function mentionsOf(resource: FhirObject): Mention[] {
  return roleByField.flatMap(([field, role]) =>
    objectsOf(resource[field]).map((element) => {
      const inner = innerFields.map((name) => objectOf(element[name])).find((found) => found !== null);
      return inner === undefined ? mentionOf(element, role) : mentionOf(inner, roleOf(element, role));
    }),
  );
}
