import {category, coded, loinc, measured, snomed} from './fhir-parts';
import {labMeasures, pressureMeasures, vitalMeasures} from './measures';
import type {LabName} from './measures';
import type {SeededRandom} from './random';

export interface SamplePerson {
  name: string;
  npi: string;
  /** Such as `Registered nurse`; the physician under review is the attending physician. */
  role?: string;
}

export interface FhirBundle {
  resourceType: 'Bundle';
  id: string;
  type: 'collection';
  timestamp: string;
  entry: {fullUrl: string; resource: Record<string, unknown>}[];
}

type Reference = Record<'reference' | 'display', string>;

/** Pulse, systolic, diastolic, breaths, temperature, saturation. */
export type VitalRow = readonly [number, number, number, number, number, number];

interface Cast {
  physician: SamplePerson;
  others: readonly SamplePerson[];
}

/** Writes one patient's stay as FHIR R4 resources; times are hours after admission. */
export class ChartWriter {
  private readonly entries: FhirBundle['entry'] = [];
  private readonly admission: number;
  private readonly people: Reference[];
  private readonly patient: Reference;
  private readonly stay: Reference;

  constructor(
    private readonly random: SeededRandom,
    eventDate: string,
    cast: Cast,
  ) {
    this.admission = Date.parse(eventDate.slice(0, 10)) + random.between(6, 11) * 3_600_000;
    if (Number.isNaN(this.admission)) throw new RangeError('The date of a sample chart is YYYY-MM-DD.');
    this.patient = this.admit();
    this.people = [cast.physician, ...cast.others].map((person) => this.employ(person));
    this.stay = this.reserve();
  }

  /** Somebody of the cast: 0 is the physician under review; a cast too small plays more than one part. */
  actor(part: number): Reference {
    return this.people[part % this.people.length] as Reference;
  }

  encounter(what: {reason: string; code: string; hours: number; ward: string}): void {
    const participant = this.people.map((individual, part) => ({
      type: [{text: part === 0 ? 'attender' : 'secondary performer'}],
      individual,
    }));
    this.place(this.stay, {
      resourceType: 'Encounter',
      status: 'finished',
      class: {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
        code: 'IMP',
        display: 'inpatient encounter',
      },
      type: [coded(snomed, '32485007', 'Hospital admission')],
      participant,
      period: {start: this.time(0), end: this.time(what.hours)},
      reasonCode: [coded(snomed, what.code, what.reason)],
      location: [{location: {display: what.ward}}],
    });
  }

  condition(hour: number, code: string, title: string): void {
    this.write({
      resourceType: 'Condition',
      clinicalStatus: {coding: [{code: 'active'}]},
      verificationStatus: {coding: [{code: 'confirmed'}]},
      code: coded(snomed, code, title),
      onsetDateTime: this.time(hour),
      recorder: this.actor(0),
    });
  }

  allergy(code: string, title: string, reaction: string): void {
    this.write({
      resourceType: 'AllergyIntolerance',
      patient: this.patient,
      clinicalStatus: {coding: [{code: 'active'}]},
      criticality: 'high',
      code: coded(snomed, code, title),
      recordedDate: this.time(0),
      reaction: [{manifestation: [{text: reaction}], severity: 'severe'}],
    });
  }

  /** One round of observations, by the nurse. Small jitter keeps two samples from being alike. */
  vitals(hour: number, [pulse, systolic, diastolic, breaths, temperature, saturation]: VitalRow): void {
    const values = {pulse: pulse + this.random.between(-2, 2), breaths, temperature, saturation};
    for (const [name, measure] of Object.entries(vitalMeasures)) {
      this.observe(hour, 'vital-signs', measured(measure, values[name as keyof typeof values]));
    }
    this.observe(hour, 'vital-signs', {
      code: coded(loinc, '85354-9', 'Blood pressure'),
      component: [
        measured(pressureMeasures.systolic, systolic + this.random.between(-2, 2)),
        measured(pressureMeasures.diastolic, diastolic + this.random.between(-2, 2)),
      ],
    });
  }

  /** A panel of laboratory results with the report that holds them together. */
  labs(hour: number, title: string, values: Partial<Record<LabName, number>>): void {
    const result = (Object.entries(values) as [LabName, number][]).map(([name, value]) => {
      const measure = labMeasures[name];
      return {...this.observe(hour, 'laboratory', measured(measure, value)), display: measure.title};
    });
    this.write({
      resourceType: 'DiagnosticReport',
      status: 'final',
      category: [{text: 'Laboratory'}],
      code: coded(loinc, '26436-6', title),
      effectiveDateTime: this.time(hour),
      issued: this.time(hour + 0.75),
      result,
    });
  }

  /** An imaging or tracing report with its reader's conclusion. */
  report(hour: number, title: string, conclusion: string): void {
    this.write({
      resourceType: 'DiagnosticReport',
      status: 'final',
      category: [{text: 'Diagnostics'}],
      code: {text: title},
      effectiveDateTime: this.time(hour),
      issued: this.time(hour + 0.5),
      resultsInterpreter: [this.actor(2)],
      conclusion,
    });
  }

  medication(hour: number, title: string, dosage: string): void {
    this.write({
      resourceType: 'MedicationRequest',
      status: 'completed',
      intent: 'order',
      medicationCodeableConcept: {text: title},
      authoredOn: this.time(hour),
      requester: this.actor(0),
      dosageInstruction: [{text: dosage}],
    });
  }

  given(hour: number, title: string, dose: string): void {
    this.write({
      resourceType: 'MedicationAdministration',
      status: 'completed',
      medicationCodeableConcept: {text: title},
      effectiveDateTime: this.time(hour),
      performer: [{actor: this.actor(1)}],
      dosage: {text: dose},
    });
  }

  procedure(hour: number, code: string, title: string): void {
    this.write({
      resourceType: 'Procedure',
      status: 'completed',
      code: coded(snomed, code, title),
      performedPeriod: {start: this.time(hour), end: this.time(hour + 1)},
      performer: [{actor: this.actor(2)}],
    });
  }

  /** A note in the words of whoever plays the part. */
  note(hour: number, part: number, [title, text]: readonly [string, string]): void {
    this.write({
      resourceType: 'DocumentReference',
      status: 'current',
      type: {text: title},
      date: this.time(hour),
      author: [this.actor(part)],
      content: [
        {
          attachment: {
            contentType: 'text/plain; charset=utf-8',
            data: Buffer.from(text).toString('base64'),
            title,
          },
        },
      ],
    });
  }

  /** The chart so far. */
  bundle(): FhirBundle {
    return {
      resourceType: 'Bundle',
      id: this.random.uuid(),
      type: 'collection',
      timestamp: this.time(24 * 14),
      entry: this.entries,
    };
  }

  private time(hours: number): string {
    return new Date(this.admission + Math.round(hours * 60) * 60_000).toISOString();
  }

  private reserve(): Reference {
    return {reference: `urn:uuid:${this.random.uuid()}`, display: ''};
  }

  private place({reference}: Reference, resource: Record<string, unknown>): void {
    const about =
      resource['patient'] === undefined && resource['name'] === undefined ? {subject: this.patient} : {};
    this.entries.push({
      fullUrl: reference,
      resource: {...resource, id: reference.slice('urn:uuid:'.length), ...about},
    });
  }

  private write(resource: Record<string, unknown>): Reference {
    const place = this.reserve();
    const encounter = {reference: this.stay.reference};
    this.place(place, {
      ...resource,
      ...(resource['resourceType'] === 'DocumentReference' && {context: {encounter: [encounter]}}),
      ...(resource['resourceType'] === 'MedicationAdministration' && {context: encounter}),
      ...(!['DocumentReference', 'MedicationAdministration'].includes(String(resource['resourceType'])) && {
        encounter,
      }),
    });
    return place;
  }

  private admit(): Reference {
    const given = this.random.pick(['Ada', 'Ben', 'Chidi', 'Dana', 'Elif', 'Farid', 'Greta', 'Hana']);
    const family = this.random.pick([
      'Sampleton',
      'Testerly',
      'Fictova',
      'Mockridge',
      'Inventado',
      'Specimann',
    ]);
    const place = {...this.reserve(), display: `${given} ${family}`};
    const year = new Date(this.admission).getUTCFullYear() - this.random.between(38, 84);
    this.place(place, {
      resourceType: 'Patient',
      name: [{use: 'official', given: [given], family}],
      gender: this.random.pick(['female', 'male']),
      birthDate: `${year}-0${this.random.between(1, 9)}-1${this.random.between(0, 9)}`,
      identifier: [
        {system: 'urn:collegium:sample-record-number', value: `S${this.random.between(1e6, 1e7 - 1)}`},
      ],
    });
    return place;
  }

  private employ(person: SamplePerson): Reference {
    const place = {...this.reserve(), display: person.name};
    this.place(place, {
      resourceType: 'Practitioner',
      identifier: [{system: 'http://hl7.org/fhir/sid/us-npi', value: person.npi}],
      name: [{text: person.name}],
      ...(person.role !== undefined && {qualification: [{code: {text: person.role}}]}),
    });
    return place;
  }

  private observe(hour: number, kind: string, content: object): Reference {
    return this.write({
      resourceType: 'Observation',
      status: 'final',
      category: category(kind),
      effectiveDateTime: this.time(hour),
      performer: [this.actor(1)],
      ...content,
    });
  }
}
