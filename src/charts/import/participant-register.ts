import {isNpi} from '../domain/npi';
import type {ChartParticipant} from '../domain/timeline';
import {conceptText, objectOf, objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';
import type {Mention} from './mentions';
import {namesOf, npiOf} from './people';
import {typeOfReference} from './reference-index';
import type {ReferenceIndex} from './reference-index';

const MAX_ROLES = 20;
const personTypes = ['Practitioner', 'PractitionerRole'];

/** What systems write where they know nobody: taken for a name, it would make colleagues of strangers. */
const placeholder =
  /^(?:unknown|none|n\/?a|not (?:available|applicable|known|recorded)|anonymous|system|test|-+|\?+)$/i;

interface Person {
  npi: string | null;
  name: string | null;
  roles: Set<string>;
  /** PractitionerRole.practitioner: whose name and number stand for the role's. */
  standsFor: string | null;
}

/** Gathers who took part in the care, from their own resources and from wherever a resource names somebody. */
export class ParticipantRegister {
  private readonly people = new Map<string, Person>();

  constructor(private readonly index: ReferenceIndex) {}

  /** Takes a Practitioner or a PractitionerRole, contained ones too. */
  add(key: string, resource: FhirObject): void {
    const person = this.person(key);
    const practitioner = objectOf(resource['practitioner']);
    person.npi ??= npiOf(resource['identifier']) ?? npiOf(practitioner?.['identifier']);
    person.name ??= namesOf(resource)[0] ?? textOf(practitioner?.['display']);
    person.standsFor ??= textOf(practitioner?.['reference']);
    for (const concept of [...objectsOf(resource['code']), ...objectsOf(resource['specialty'])]) {
      this.addRole(person, conceptText(concept));
    }
  }

  /**
   * The key of the person mentioned, who becomes a participant by it.
   *
   * @param entryId scopes contained resources
   * @returns null for an organisation, a patient, a device, or nobody at all
   */
  keyOf(mention: Mention, resource: FhirObject, entryId: string): string | null {
    const key = this.identify(mention, resource, entryId);
    if (key === null) return null;
    const person = this.person(key);
    person.npi ??= mention.npi ?? npiInSearch(mention.reference);
    person.name ??= mention.display;
    this.addRole(person, mention.role);
    return key;
  }

  /** Everybody met; what a role or an early mention lacks is filled from the practitioner's own resource. */
  all(): ChartParticipant[] {
    return [...this.people].map(([key, person]) => {
      const target = this.index.find(person.standsFor ?? key);
      const holder = target === null ? undefined : this.people.get(target.id);
      return {
        key,
        npi: person.npi ?? holder?.npi ?? null,
        name: person.name ?? holder?.name ?? null,
        roles: [...person.roles],
      };
    });
  }

  private identify(mention: Mention, resource: FhirObject, entryId: string): string | null {
    const {reference, type} = mention;
    if (reference?.startsWith('#') === true) return this.contained(reference, resource, entryId);
    if (reference === null) {
      if (type !== null && !personTypes.includes(type)) return null;
      if (mention.npi !== null) return `npi:${mention.npi}`;
      if (mention.display === null || placeholder.test(mention.display)) return null;
      return `name:${mention.display.toLowerCase()}`;
    }
    if (/^Practitioner(?:Role)?\?/.test(reference)) return reference.slice(0, 512);
    const target = this.index.find(reference);
    if (target !== null) return personTypes.includes(target.type) ? target.id : null;
    const named = type ?? typeOfReference(reference);
    if (named === null) return /^urn:/i.test(reference) ? reference.toLowerCase().slice(0, 512) : null;
    return personTypes.includes(named) ? reference.slice(0, 512) : null;
  }

  private contained(reference: string, resource: FhirObject, entryId: string): string | null {
    const found = objectsOf(resource['contained']).find((one) => `#${String(one['id'])}` === reference);
    if (found === undefined || !personTypes.includes(textOf(found['resourceType']) ?? '')) return null;
    const key = `${entryId}${reference}`;
    this.add(key, found);
    return key;
  }

  private person(key: string): Person {
    const known = this.people.get(key) ?? {npi: null, name: null, roles: new Set<string>(), standsFor: null};
    this.people.set(key, known);
    return known;
  }

  private addRole(person: Person, role: string | null): void {
    if (role !== null && person.roles.size < MAX_ROLES) person.roles.add(role);
  }
}

/** The number in a conditional reference such as `Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893`. */
function npiInSearch(reference: string | null): string | null {
  const value = /^Practitioner\?identifier=\S*us-npi(?:\||%7C)([0-9]{10})$/i.exec(reference ?? '')?.[1] ?? '';
  return isNpi(value) ? value : null;
}
