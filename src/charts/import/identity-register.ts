import {KnownPatient, together} from '../../masking';
import {objectOf, objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';
import {namesOf} from './people';

const MOST = 5000;

/** Resources whose identifiers are not the patient's. */
const NOT_THEIRS = ['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'Medication'];
const CLOSE = ['RelatedPerson', 'Person'];

type Kind = Exclude<keyof KnownPatient, 'birthDates'> | 'birthDates' | 'organisations';

/** Gathers whatever in a chart tells who its patient is, so that it can be masked where it recurs in a text. */
export class IdentityRegister {
  readonly #found: Readonly<Record<Kind, Set<string>>> = {
    names: new Set(),
    contacts: new Set(),
    numbers: new Set(),
    places: new Set(),
    birthDates: new Set(),
    organisations: new Set(),
  };

  /** Takes any resource of the chart. */
  take(type: string, resource: FhirObject): void {
    for (const contained of objectsOf(resource['contained']))
      this.take(textOf(contained['resourceType']) ?? '', contained);
    if (type === 'Organization' || type === 'Location')
      this.#add('organisations', [textOf(resource['name'])]);
    if (NOT_THEIRS.includes(type)) return;
    if (type === 'Patient') this.#patient(resource);
    if (CLOSE.includes(type)) this.#close(resource);
    this.#numbers(resource);
    this.#mentions(resource);
  }

  /** Whom texts may name; and the names of institutions. */
  all(): {patient: KnownPatient; organisations: string[]} {
    const {organisations, ...patient} = this.#found;
    const lists = Object.entries(patient).map(([kind, values]) => [kind, [...values]] as const);
    return {
      patient: together([Object.fromEntries(lists)]),
      organisations: [...organisations],
    };
  }

  #patient(resource: FhirObject): void {
    this.#add('names', namesOf(resource));
    this.#add('birthDates', [textOf(resource['birthDate'])]);
    this.#reached(resource);
    for (const contact of objectsOf(resource['contact'])) this.#close(contact);
  }

  /** Relatives, household members and employers, and how they are reached. */
  #close(contact: FhirObject): void {
    this.#add('contacts', [...namesOf(contact), textOf(objectOf(contact['organization'])?.['display'])]);
    this.#reached(contact);
  }

  #reached(person: FhirObject): void {
    this.#add(
      'numbers',
      objectsOf(person['telecom']).map((one) => textOf(one['value'])),
    );
    for (const address of objectsOf(person['address'])) {
      const lines = Array.isArray(address['line']) ? (address['line'] as unknown[]) : [];
      const parts = ['text', 'city', 'district', 'postalCode'].map((field) => address[field]);
      this.#add('places', [...lines, ...parts].map(textOf));
    }
  }

  /** Record, visit, accession, account, insurance and device numbers. */
  #numbers(resource: FhirObject): void {
    const identifiers = [
      'identifier',
      'masterIdentifier',
      'accessionIdentifier',
      'requisition',
      'groupIdentifier',
    ];
    this.#add('numbers', [
      ...identifiers.flatMap((field) => objectsOf(resource[field]).map((one) => textOf(one['value']))),
      ...['subscriberId', 'serialNumber', 'distinctIdentifier', 'lotNumber'].map((field) =>
        textOf(resource[field]),
      ),
      ...objectsOf(resource['udiCarrier']).flatMap((one) => [
        textOf(one['carrierHRF']),
        textOf(one['deviceIdentifier']),
      ]),
      ...objectsOf(resource['class']).map((one) =>
        resource['resourceType'] === 'Coverage' ? textOf(one['value']) : null,
      ),
    ]);
  }

  /** Where a reference to the patient, or to an institution, is spelt out. */
  #mentions(resource: FhirObject): void {
    const display = (field: string): (string | null)[] =>
      objectsOf(resource[field]).map((one) => textOf(one['display']));
    this.#add('names', [...display('subject'), ...display('patient'), ...display('beneficiary')]);
    this.#add('contacts', [...display('subscriber'), ...display('policyHolder')]);
    this.#add('organisations', [
      ...display('serviceProvider'),
      ...display('custodian'),
      ...display('managingOrganization'),
      ...display('payor'),
      ...objectsOf(resource['location']).map((one) => textOf(objectOf(one['location'])?.['display'])),
    ]);
  }

  #add(kind: Kind, values: readonly (string | null)[]): void {
    const found = this.#found[kind];
    for (const value of values) if (value !== null && found.size < MOST) found.add(value);
  }
}
