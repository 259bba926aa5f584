import {isClinicalDate} from '../domain/clinical-date';
import {noCounts} from '../domain/timeline';
import type {ChartReading, TimelineEntry} from '../domain/timeline';
import type {BundleValue} from './bundle-splitter';
import {ChartImportError} from './chart-import-error';
import type {ChartLimits} from './chart-limits';
import {entryContentOf, openEntry} from './entry-of';
import {FaultList} from './fault-list';
import {conceptCode, conceptText, objectOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';
import {foreignVersionOf} from './foreign-version';
import {IdentityRegister} from './identity-register';
import {OpenEntries} from './open-entries';
import {parseValue} from './parse-value';
import {ParticipantRegister} from './participant-register';
import {PatientRegister} from './patient-register';
import {ReferenceCycles} from './reference-cycles';
import {ReferenceIndex} from './reference-index';
import {containedIn, referencesIn} from './references-in';

/** Resources that say who, where and with what: they make no entry of their own. */
const contextTypes = [
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'Medication',
];

const readableBundles = ['transaction', 'collection', 'searchset', 'batch', 'document', 'message'];

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Turns the values of a Bundle, one at a time and in any order, into entries and one reading. */
export class ChartReader {
  private readonly faults = new FaultList();
  private readonly index = new ReferenceIndex();
  private readonly participants = new ParticipantRegister(this.index);
  private readonly patients = new PatientRegister(this.index);
  private readonly identities = new IdentityRegister();
  private readonly cycles = new ReferenceCycles(this.index);
  private readonly open: OpenEntries;
  private readonly counts = noCounts();
  private readonly notUnderstood = new Map<string, number>();
  private readonly context = new Map<string, number>();
  private isBundle = false;
  private danglingFragments = 0;

  constructor(limits: ChartLimits) {
    this.open = new OpenEntries(this.index, this.participants, limits.maxWaitingBytes);
  }

  /** Takes the next value. @throws ChartImportError for whatever makes the chart unreadable */
  take({at, field, position, bytes}: BundleValue): void {
    const {value, replaced} = parseValue(bytes, at);
    if (replaced > 0) this.faults.add(at, 'text_replaced');
    if (position === null) this.bundleField(field, value);
    else this.bundleEntry(value, at, {position, bytes: bytes.length});
  }

  /** The entries that are complete by now; each is handed out once. */
  ready(): TimelineEntry[] {
    return this.open.ready();
  }

  /** Ends the reading: resolves what can be resolved, and refuses a chart that is not about one patient. */
  finish(): ChartReading {
    if (!this.isBundle) this.refuseType('no resource type');
    const patients = this.patients.settle();
    this.open.close();
    for (const id of this.cycles.closings()) this.faults.add(`#${id}`, 'reference_cycle');
    return {
      counts: this.counts,
      notUnderstood: Object.fromEntries(this.notUnderstood),
      context: Object.fromEntries(this.context),
      patients,
      identities: this.identities.all(),
      participants: this.participants.all(),
      danglingReferences: this.index.dangling() + this.danglingFragments,
      faults: this.faults.kept,
      faultCount: this.faults.count,
    };
  }

  private bundleField(field: string, value: unknown): void {
    if (field === 'resourceType') {
      const named = typeof value === 'string' && /^[A-Z][A-Za-z]{1,40}$/.test(value) ? ` ${value}` : '';
      if (value !== 'Bundle') this.refuseType(`the resource type${named}`);
      this.isBundle = true;
    } else if (field === 'type' && !readableBundles.includes(String(value))) {
      const message = `A Bundle of this type is no chart: expected one of ${readableBundles.join(', ')}. Export it again.`;
      throw new ChartImportError('chart_not_fhir', message);
    } else if (field === 'meta' || field === 'fhirVersion') {
      this.refuseForeign('Bundle', {[field]: value});
    }
  }

  private bundleEntry(value: unknown, at: string, source: {position: number; bytes: number}): void {
    const wrapper = objectOf(value);
    const resource = objectOf(wrapper?.['resource']);
    if (wrapper === null || resource === null) {
      this.faults.add(at, 'resource_missing');
      return;
    }
    const named = textOf(resource['resourceType']);
    const type = named !== null && /^[A-Z][A-Za-z]{1,63}$/.test(named) ? named : 'unknown';
    if (type === 'unknown') this.faults.add(at, 'resource_unusable');
    this.refuseForeign(type, resource);
    const names = {fullUrl: textOf(wrapper['fullUrl']), id: textOf(resource['id'])};
    const content = contextTypes.includes(type) ? null : entryContentOf(type, resource);
    const about = content ?? {
      title: conceptText(resource['code']),
      finding: {code: conceptCode(resource['code'])},
    };
    const code = about.finding?.code ?? null;
    const {id, duplicate} = this.index.add(names, source.position, {type, title: about.title, code});
    if (duplicate) this.faults.add(at, 'duplicate_id');
    this.noteReferences(id, resource);
    this.identities.take(type, resource);
    if (content === null) {
      this.takeContext(type, id, {resource, duplicate});
      return;
    }
    const entry = openEntry(id, resource, content);
    this.checkDates(entry, at);
    this.counts[entry.kind] += 1;
    if (entry.kind === 'other') increment(this.notUnderstood, type);
    this.open.add({entry, resource, titledBy: content.titledBy ?? null, bytes: source.bytes});
  }

  private takeContext(type: string, id: string, about: {resource: FhirObject; duplicate: boolean}): void {
    increment(this.context, type);
    if (type === 'Patient') this.patients.add(about.resource, about.duplicate);
    else if (type.startsWith('Practitioner')) this.participants.add(id, about.resource);
  }

  private noteReferences(id: string, resource: FhirObject): void {
    for (const reference of referencesIn(resource)) {
      if (!reference.startsWith('#')) this.index.note(reference);
      // A lone # is the resource itself.
      else if (reference !== '#' && containedIn(resource, reference) === null) this.danglingFragments += 1;
    }
    this.patients.noteSubject(resource);
    this.cycles.add(id, resource);
  }

  private checkDates(entry: TimelineEntry, at: string): void {
    for (const field of ['at', 'end'] as const) {
      const written = entry[field];
      if (written === null || isClinicalDate(written)) continue;
      this.faults.add(at, 'date_invalid');
      entry.detail[`${field}AsWritten`] = written;
      entry[field] = null;
    }
  }

  private refuseForeign(type: string, resource: FhirObject): void {
    const foreign = foreignVersionOf(type, resource);
    if (foreign === null) return;
    const message = `The chart is FHIR ${foreign.version} (it has ${foreign.because}). Export it as FHIR R4 (4.0.1).`;
    throw new ChartImportError('chart_wrong_version', message);
  }

  private refuseType(found: string): never {
    const message = `The file is no FHIR Bundle (it has ${found}). Export the chart as one FHIR R4 Bundle in JSON, not NDJSON.`;
    throw new ChartImportError('chart_not_fhir', message);
  }
}
