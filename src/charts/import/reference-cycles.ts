import {objectsOf, textOf} from './fhir-values';
import type {FhirObject} from './fhir-values';
import type {ReferenceIndex} from './reference-index';

const MAX_EDGES = 200_000;

/** Elements by which a resource is part of, made of, or replaced by another of its kind. */
const links = ['partOf', 'hasMember', 'derivedFrom', 'basedOn', 'replaces'];

/** Watches for resources that are part of one another in a circle; whoever draws a tree of them must know. */
export class ReferenceCycles {
  private readonly edges = new Map<string, string[]>();
  private size = 0;

  constructor(private readonly index: ReferenceIndex) {}

  add(id: string, resource: FhirObject): void {
    const targets = links.flatMap((field) =>
      objectsOf(resource[field])
        .map((reference) => textOf(reference['reference']))
        .filter((reference) => reference !== null),
    );
    if (targets.length === 0 || this.size >= MAX_EDGES) return;
    this.size += targets.length;
    this.edges.set(id, targets);
  }

  /** The ids at which a circle closes, each circle once. Iterative: a chain may be as long as the chart. */
  closings(): string[] {
    const state = new Map<string, 'open' | 'closed'>();
    const closings: string[] = [];
    for (const root of this.edges.keys()) {
      if (state.has(root)) continue;
      state.set(root, 'open');
      const path = [{id: root, next: this.targetsOf(root)}];
      for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
        const target = top.next.pop();
        if (target === undefined) {
          state.set(top.id, 'closed');
          path.pop();
        } else if (state.get(target) === 'open') {
          closings.push(target);
        } else if (!state.has(target)) {
          state.set(target, 'open');
          path.push({id: target, next: this.targetsOf(target)});
        }
      }
    }
    return closings;
  }

  private targetsOf(id: string): string[] {
    return (this.edges.get(id) ?? [])
      .map((reference) => this.index.find(reference)?.id)
      .filter((one) => one !== undefined);
  }
}
