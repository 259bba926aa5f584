import type {TimelineFinding, TimelineKind} from '../domain/timeline';
import type {FhirObject} from './fhir-values';

/** What a resource says of itself, before its references are resolved and its dates are checked. */
export interface EntryContent {
  kind: TimelineKind;
  title: string;
  at?: string | null;
  end?: string | null;
  finding?: Partial<TimelineFinding>;
  components?: TimelineFinding[];
  detail: Record<string, string | null>;
  /** Reference to the resource that gives the title (Medication). */
  titledBy?: FhirObject | null;
}

export type EntryMaker = (resource: FhirObject) => EntryContent;
