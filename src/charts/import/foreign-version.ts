import {conceptText, objectOf, objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';

export interface ForeignVersion {
  version: 'DSTU2' | 'STU3' | 'R5';
  /** The element that gives it away. */
  because: string;
}

/** Resource types that R4 renamed or dropped. */
const foreignTypes = new Map<string, ForeignVersion['version']>([
  ['MedicationOrder', 'DSTU2'],
  ['DiagnosticOrder', 'DSTU2'],
  ['DeviceUseRequest', 'DSTU2'],
  ['Order', 'DSTU2'],
  ['OrderResponse', 'DSTU2'],
  ['BodySite', 'STU3'],
  ['Conformance', 'DSTU2'],
  ['ProcedureRequest', 'STU3'],
  ['ReferralRequest', 'STU3'],
  ['EligibilityRequest', 'STU3'],
  ['EligibilityResponse', 'STU3'],
  ['ProcessRequest', 'STU3'],
  ['Sequence', 'STU3'],
  ['DataElement', 'STU3'],
  ['ImagingSelection', 'R5'],
  ['InventoryItem', 'R5'],
  ['Transport', 'R5'],
]);

/** Elements that exist in no R4 resource of that type. */
const foreignFields: Record<string, Partial<Record<string, ForeignVersion['version']>>> = {
  Observation: {comments: 'DSTU2', comment: 'STU3', related: 'STU3', context: 'STU3'},
  Condition: {
    patient: 'DSTU2',
    dateRecorded: 'DSTU2',
    context: 'STU3',
    assertedDate: 'STU3',
    participant: 'R5',
  },
  Procedure: {notPerformed: 'DSTU2', notDone: 'STU3', context: 'STU3', occurrenceDateTime: 'R5'},
  DiagnosticReport: {context: 'STU3', codedDiagnosis: 'STU3', image: 'STU3'},
  MedicationRequest: {context: 'STU3', medication: 'R5'},
  MedicationStatement: {patient: 'DSTU2', wasNotTaken: 'DSTU2', notTaken: 'STU3', medication: 'R5'},
  MedicationAdministration: {patient: 'DSTU2', notGiven: 'STU3', medication: 'R5'},
  Immunization: {wasNotGiven: 'DSTU2', notGiven: 'STU3', explanation: 'STU3', vaccinationProtocol: 'STU3'},
  AllergyIntolerance: {substance: 'DSTU2', assertedDate: 'STU3'},
  Encounter: {patient: 'DSTU2', actualPeriod: 'R5', admission: 'R5'},
  Patient: {animal: 'STU3'},
};

const declarations: [RegExp, ForeignVersion['version']][] = [
  [/^(?:1\.0|DSTU2)/i, 'DSTU2'],
  [/^(?:3\.|STU3)/i, 'STU3'],
  [/^(?:5\.|R5)/i, 'R5'],
];

/** A version that the resource states of itself, or that stands in its profile's address. */
function declared(resource: FhirObject): ForeignVersion | null {
  const meta = objectOf(resource['meta']);
  const profiles: unknown[] = Array.isArray(meta?.['profile']) ? meta['profile'] : [];
  const stated = [resource['fhirVersion'], meta?.['fhirVersion']].map(textOf);
  const inProfile = profiles.map(
    (profile) => /\/(DSTU2|STU3|R5)\//i.exec(textOf(profile) ?? '')?.[1] ?? null,
  );
  for (const [pattern, version] of declarations) {
    if (stated.some((word) => pattern.test(word ?? ''))) return {version, because: 'fhirVersion'};
    if (inProfile.some((word) => pattern.test(word ?? ''))) return {version, because: 'meta.profile'};
  }
  return null;
}

function statusShape(type: string, resource: FhirObject): ForeignVersion | null {
  const field = ['clinicalStatus', 'verificationStatus'].find((name) => typeof resource[name] === 'string');
  return field === undefined ? null : {version: 'STU3', because: `${type}.${field} as a plain code`};
}

function encounterShape(resource: FhirObject): ForeignVersion | null {
  if (typeof resource['class'] === 'string')
    return {version: 'DSTU2', because: 'Encounter.class as a plain code'};
  return Array.isArray(resource['class']) ? {version: 'R5', because: 'Encounter.class as a list'} : null;
}

/** Elements that R4 kept under the same name with another type. */
function shaped(type: string, resource: FhirObject): ForeignVersion | null {
  switch (type) {
    case 'Condition':
    case 'AllergyIntolerance':
      return statusShape(type, resource);
    case 'Encounter':
      return encounterShape(resource);
    case 'Patient':
    case 'Practitioner':
      return objectsOf(resource['name']).some((name) => Array.isArray(name['family']))
        ? {version: 'DSTU2', because: `${type}.name.family as a list`}
        : null;
    case 'MedicationRequest':
      return objectOf(resource['requester'])?.['agent'] === undefined
        ? null
        : {version: 'STU3', because: 'MedicationRequest.requester.agent'};
    case 'DiagnosticReport':
      return objectsOf(resource['performer']).some((one) => one['actor'] !== undefined)
        ? {version: 'STU3', because: 'DiagnosticReport.performer.actor'}
        : null;
    case 'Claim':
    case 'ExplanationOfBenefit':
      return claimShape(type, resource);
    default:
      return null;
  }
}

/** R4 renamed `item.service` to `productOrService` and made `information` into `supportingInfo`. */
function claimShape(type: string, resource: FhirObject): ForeignVersion | null {
  const old = objectsOf(resource['item']).some((item) => conceptText(item['service']) !== null);
  if (old) return {version: 'STU3', because: `${type}.item.service`};
  return resource['information'] === undefined ? null : {version: 'STU3', because: `${type}.information`};
}

/**
 * Says when a resource belongs to another version of FHIR than R4 (4.0.1): one certain sign is enough, since a chart
 * read by the wrong version's rules would lose values without a word. Null means that nothing speaks against R4.
 */
export function foreignVersionOf(type: string, resource: FhirObject): ForeignVersion | null {
  const byType = foreignTypes.get(type);
  if (byType !== undefined) return {version: byType, because: `the resource type ${type}`};
  for (const [field, version] of Object.entries(foreignFields[type] ?? {})) {
    if (version !== undefined && Object.hasOwn(resource, field))
      return {version, because: `${type}.${field}`};
  }
  return declared(resource) ?? shaped(type, resource);
}
