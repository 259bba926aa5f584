import type {TimelineCode} from '../domain/timeline';

const MAX_REFERENCE = 512;
const MAX_UNRESOLVED = 200_000;

/** What the chart holds under a reference: just enough to resolve one without keeping the resource. */
export interface Target {
  id: string;
  type: string;
  title: string | null;
  code: TimelineCode | null;
}

/** How a Bundle names a resource. */
export interface ResourceNames {
  fullUrl: string | null;
  id: string | null;
}

/**
 * A reference in its one form: `urn:uuid:` in lower case, `Type/id` without history, an absolute address as it is.
 * Null for what names no single resource: a fragment (`#x`), a search (`Practitioner?...`), or a text far too long.
 */
export function plainReference(reference: string): string | null {
  if (reference.length > MAX_REFERENCE || reference.startsWith('#') || reference.includes('?')) return null;
  if (/^urn:/i.test(reference)) return reference.toLowerCase();
  return reference.replace(/\/_history\/[^/]*$/, '');
}

/** The last two segments of a RESTful address: `Type/id` (FHIR R4, section 3.1.0.1). Null for anything else. */
export function relativeReference(reference: string): string | null {
  const match = /(?:^|\/)([A-Z][A-Za-z]{1,63}\/[A-Za-z0-9.-]{1,64})$/.exec(reference);
  return match?.[1] ?? null;
}

/** The resource type that a reference names, null for a `urn:`. */
export function typeOfReference(reference: string): string | null {
  return relativeReference(plainReference(reference) ?? '')?.split('/')[0] ?? null;
}

/** Every resource met so far by its references, and the references that lead nowhere yet. */
export class ReferenceIndex {
  private readonly byReference = new Map<string, Target>();
  private readonly ids = new Set<string>();
  /** Resources that came with an absolute address: another server's `Type/id` is not theirs. */
  private readonly addressed = new Set<string>();
  private readonly unresolved = new Map<string, number>();
  private uncounted = 0;

  /**
   * Registers a resource and gives it its id within the chart. Where that id is taken the resource is known by its
   * position instead, and a reference leads to the first that had it.
   *
   * @returns `duplicate` when an earlier resource had the same full identity
   */
  add(names: ResourceNames, position: number, about: Omit<Target, 'id'>): {id: string; duplicate: boolean} {
    const full = names.fullUrl === null ? null : plainReference(names.fullUrl);
    const short = names.id === null ? null : relativeReference(`${about.type}/${names.id}`);
    const urn = full?.startsWith('urn:') === true ? full : null;
    const wanted = urn ?? short ?? relativeReference(full ?? '');
    const id = wanted === null || this.ids.has(wanted) ? `entry-${position}` : wanted;
    const identity = full ?? short;
    const duplicate = identity !== null && this.byReference.has(identity);
    this.ids.add(id);
    if (full !== null && urn === null) this.addressed.add(id);
    for (const key of [full, short, id]) {
      if (key !== null && !this.byReference.has(key)) this.byReference.set(key, {id, ...about});
    }
    return {id, duplicate};
  }

  /** What a reference leads to among the resources met so far. */
  find(reference: string): Target | null {
    const plain = plainReference(reference);
    if (plain === null) return null;
    const exact = this.byReference.get(plain);
    if (exact !== undefined) return exact;
    const near = this.byReference.get(relativeReference(plain) ?? '');
    return near === undefined || this.addressed.has(near.id) ? null : near;
  }

  /** Notes one use of a reference, for the count of those that lead nowhere. A fragment must be resolved by the caller. */
  note(reference: string): void {
    const plain = plainReference(reference);
    if (plain === null || this.find(plain) !== null) return;
    if (this.unresolved.size < MAX_UNRESOLVED)
      this.unresolved.set(plain, (this.unresolved.get(plain) ?? 0) + 1);
    else this.uncounted += 1;
  }

  /** How many uses of references lead nowhere, now that the whole chart is known. */
  dangling(): number {
    let count = this.uncounted;
    for (const [reference, uses] of this.unresolved) if (this.find(reference) === null) count += uses;
    return count;
  }
}
