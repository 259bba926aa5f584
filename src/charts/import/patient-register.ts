import type {ChartPatient} from '../domain/timeline';
import {ChartImportError} from './chart-import-error';
import {objectOf, objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';
import {namesOf} from './people';
import {plainReference, typeOfReference} from './reference-index';
import type {ReferenceIndex} from './reference-index';

const MAX_STRANGERS = 100;

function patientOf(resource: FhirObject): ChartPatient {
  return {
    names: namesOf(resource),
    birthDate: textOf(resource['birthDate']),
    identifiers: objectsOf(resource['identifier'])
      .map((one) => ({system: textOf(one['system']), value: textOf(one['value'])}))
      .filter((one): one is {system: string | null; value: string} => one.value !== null),
    gender: textOf(resource['gender']),
  };
}

/** Two resources are one person when they share an identifier that names its system. */
function samePerson(one: ChartPatient, other: ChartPatient): boolean {
  return one.identifiers.some(
    ({system, value}) =>
      system !== null &&
      other.identifiers.some((theirs) => theirs.system === system && theirs.value === value),
  );
}

/** Makes sure that a chart is about one patient, and only one. */
export class PatientRegister {
  private readonly patients: ChartPatient[] = [];
  private readonly strangers = new Set<string>();

  constructor(private readonly index: ReferenceIndex) {}

  /** @throws ChartImportError `chart_several_patients` as soon as a second person appears */
  add(resource: FhirObject, duplicate: boolean): void {
    const patient = patientOf(resource);
    const [first] = this.patients;
    if (first !== undefined && !duplicate && !samePerson(first, patient)) this.refuseSeveral();
    this.patients.push(patient);
  }

  /** Notes whom a resource is about. */
  noteSubject(resource: FhirObject): void {
    for (const field of ['subject', 'patient']) {
      const reference = plainReference(textOf(objectOf(resource[field])?.['reference']) ?? '');
      if (
        reference === null ||
        typeOfReference(reference) !== 'Patient' ||
        this.index.find(reference) !== null
      )
        continue;
      if (this.strangers.size < MAX_STRANGERS) this.strangers.add(reference);
    }
  }

  /**
   * The patient, with more than one set of particulars where the chart repeats the resource.
   *
   * @throws ChartImportError `chart_no_patient`, `chart_several_patients`
   */
  settle(): ChartPatient[] {
    if (this.patients.length === 0) {
      const message =
        'The chart holds no Patient resource. Include it in the export: names are masked by it.';
      throw new ChartImportError('chart_no_patient', message);
    }
    // A subject whose own resource is absent is somebody else, whose data must not enter this case.
    if ([...this.strangers].some((reference) => this.index.find(reference) === null)) this.refuseSeveral();
    return this.patients;
  }

  private refuseSeveral(): never {
    const message = 'The chart is about more than one patient. Export the chart of one patient only.';
    throw new ChartImportError('chart_several_patients', message);
  }
}
