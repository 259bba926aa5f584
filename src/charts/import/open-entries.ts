import type {TimelineEntry} from '../domain/timeline';
import {conceptCode, conceptText, joined, objectOf, objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';
import {mentionsOf} from './mentions';
import type {Mention} from './mentions';
import type {ParticipantRegister} from './participant-register';
import {plainReference, relativeReference} from './reference-index';
import type {ReferenceIndex} from './reference-index';
import {containedIn} from './references-in';

/** An entry and what it still needs; `bytes` is what its source weighed. */
export interface OpenEntry {
  entry: TimelineEntry;
  resource: FhirObject;
  titledBy: FhirObject | null;
  bytes: number;
}

interface Waiting {
  entry: TimelineEntry;
  bytes: number;
  encounter: string | null;
  medication: string | null;
  mentions: Mention[];
  results: {reference: string; title: string | null}[];
  contained: FhirObject;
}

function encounterOf(resource: FhirObject): string | null {
  const context = objectOf(resource['context']);
  const found = [resource['encounter'], context, ...objectsOf(context?.['encounter'])].map((one) =>
    textOf(objectOf(one)?.['reference']),
  );
  return found.find((reference) => reference !== null) ?? null;
}

/**
 * Holds the entries whose references lead to something that the stream has not brought yet, up to a weight. Beyond it
 * the oldest go out with their references as the chart wrote them, except those whose very title is missing.
 */
export class OpenEntries {
  private waiting: Waiting[] = [];
  private weight = 0;
  private settled: TimelineEntry[] = [];

  constructor(
    private readonly index: ReferenceIndex,
    private readonly participants: ParticipantRegister,
    private readonly maxWeight: number,
  ) {}

  add({entry, resource, titledBy, bytes}: OpenEntry): void {
    const draft: Waiting = {
      entry,
      bytes,
      encounter: entry.kind === 'encounter' ? null : encounterOf(resource),
      medication: textOf(titledBy?.['reference']),
      mentions: mentionsOf(resource),
      results: objectsOf(entry.kind === 'report' ? resource['result'] : null).map((one) => ({
        reference: textOf(one['reference']) ?? '',
        title: textOf(one['display']),
      })),
      // The rest of the resource may go: an entry that waits must stay small.
      contained: {contained: resource['contained']},
    };
    if (this.complete(draft)) {
      this.settle(draft, false);
      return;
    }
    this.waiting.push(draft);
    this.weight += bytes;
    if (this.weight > this.maxWeight) this.relieve();
  }

  /** The entries that are complete by now; each is handed out once. */
  ready(): TimelineEntry[] {
    const ready = this.settled;
    this.settled = [];
    return ready;
  }

  /** Nothing more will come: what leads nowhere stays unresolved. */
  close(): void {
    for (const draft of this.waiting) this.settle(draft, false);
    this.waiting = [];
  }

  private relieve(): void {
    const kept = this.waiting.filter((draft) => !this.complete(draft) && draft.medication !== null);
    for (const draft of this.waiting) {
      if (!(draft.medication !== null && !this.complete(draft))) this.settle(draft, true);
    }
    this.waiting = kept;
    this.weight = 0;
  }

  private complete(draft: Waiting): boolean {
    const untitled = draft.results.filter(({title}) => title === null).map(({reference}) => reference);
    const people = draft.mentions.map(({reference}) => reference);
    return [draft.encounter, draft.medication, ...people, ...untitled].every(
      (reference) =>
        reference === null || plainReference(reference) === null || this.index.find(reference) !== null,
    );
  }

  private settle(draft: Waiting, early: boolean): void {
    const {entry} = draft;
    entry.encounter = this.encounterId(draft.encounter, early);
    const keys = draft.mentions.map((mention) => this.participants.keyOf(mention, draft.contained, entry.id));
    entry.performers = [...new Set(keys.filter((key) => key !== null))];
    this.entitle(draft);
    const results = draft.results.map(({reference, title}) => title ?? this.titleOf(draft, reference).title);
    const named = joined(results, '; ');
    if (named !== null) entry.detail['results'] = named;
    this.settled.push(entry);
  }

  private encounterId(reference: string | null, early: boolean): string | null {
    if (reference === null) return null;
    const target = this.index.find(reference);
    if (target !== null) return target.type === 'Encounter' ? target.id : null;
    const plain = early ? plainReference(reference) : null;
    return plain === null ? null : (relativeReference(plain) ?? plain);
  }

  private entitle(draft: Waiting): void {
    if (draft.medication === null) return;
    const {title, code} = this.titleOf(draft, draft.medication);
    if (title !== null) draft.entry.title = title;
    draft.entry.code ??= code;
  }

  private titleOf(draft: Waiting, reference: string): Pick<TimelineEntry, 'code'> & {title: string | null} {
    const contained = containedIn(draft.contained, reference);
    if (contained !== null) {
      return {title: conceptText(contained['code']), code: conceptCode(contained['code'])};
    }
    return this.index.find(reference) ?? {title: null, code: null};
  }
}
