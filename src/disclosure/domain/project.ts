import {Facts, Workflow} from '../../workflow';
import {Compartment, IDENTITY_OF, PROCESS_COMPARTMENTS} from './compartments';

/** An item of a case as the gate judges it; what it says stays behind `content` until it has passed. */
export interface RecordItem {
  readonly id: string;
  readonly kind: string;
  readonly compartment: Compartment;
  readonly owner: string | null;
  readonly createdAt: Date;
  readonly releasedAt: Date | null;
  readonly content: () => unknown;
}

/** Fields that are no items, by the compartment that they belong to. */
export type RecordFields = Partial<Record<Compartment, Readonly<Record<string, unknown>>>>;

export interface CaseRecord {
  readonly id: string;
  readonly workflow: Workflow;
  readonly facts: Facts;
  readonly fields: RecordFields;
  readonly items: readonly RecordItem[];
}

export interface Viewer {
  readonly personId: string;
  /** Effective roles and relations: whoever is limited has lost the others already. */
  readonly relations: ReadonlySet<string>;
}

export interface DisclosedItem {
  readonly id: string;
  readonly kind: string;
  readonly compartment: Compartment;
  readonly own: boolean;
  /** Person id, where the viewer may know it. */
  readonly owner: string | null;
  /** Stands for an owner whose name is not told: stable within the case. */
  readonly pseudonym: string | null;
  readonly createdAt: Date;
  readonly released: boolean;
  readonly content: () => unknown;
}

const passed = Symbol('passed the disclosure gate');

/** What one viewer may see of one case. Only `project` makes one, and only this may be presented. */
export interface Disclosed {
  readonly [passed]: true;
  readonly id: string;
  readonly sees: ReadonlySet<Compartment>;
  readonly fields: RecordFields;
  readonly items: readonly DisclosedItem[];
  /** Compartments of case content shown here; empty when only process fields are. */
  readonly contentShown: readonly Compartment[];
}

interface Sight {
  readonly whole: ReadonlySet<Compartment>;
  readonly own: ReadonlySet<Compartment>;
  readonly released: ReadonlySet<Compartment>;
}

/**
 * The disclosure gate: what of `record` this viewer may see at this stage, by the workflow's own table of
 * relation x facts x compartment. Null when that is nothing: to them the case does not exist.
 */
export function project(record: CaseRecord, viewer: Viewer): Disclosed | null {
  const sight = sightOf(record, viewer);
  const pseudonyms = pseudonymsIn(record.items);
  const items = record.items.flatMap((item) => disclose(item, {sight, viewer, pseudonyms}));
  const fields = Object.fromEntries(
    Object.entries(record.fields).filter(([compartment]) => sight.whole.has(compartment as Compartment)),
  ) as RecordFields;
  if (items.length === 0 && Object.keys(fields).length === 0) return null;
  const shown = new Set([
    ...items.map(({compartment}) => compartment),
    ...(Object.keys(fields) as Compartment[]),
  ]);
  return {
    [passed]: true,
    id: record.id,
    sees: sight.whole,
    fields,
    items,
    contentShown: [...shown].filter((compartment) => !PROCESS_COMPARTMENTS.has(compartment)).sort(),
  };
}

/** Which compartments the viewer sees whole, which only where they own an item, which only once released. */
function sightOf({workflow, facts}: CaseRecord, {relations}: Viewer): Sight {
  const sight = {
    whole: new Set<Compartment>(),
    own: new Set<Compartment>(),
    released: new Set<Compartment>(),
  };
  for (const relation of relations) {
    for (const {see, when} of workflow.reveals.get(relation) ?? []) {
      if (!when(facts)) continue;
      for (const word of see) {
        const [, scope, compartment] = /^(?:(own|released)\.)?(.+)$/.exec(word) ?? [];
        sight[(scope ?? 'whole') as keyof Sight].add(compartment as Compartment);
      }
    }
  }
  return sight;
}

function disclose(
  item: RecordItem,
  {sight, viewer, pseudonyms}: {sight: Sight; viewer: Viewer; pseudonyms: ReadonlyMap<string, string>},
): DisclosedItem[] {
  const {compartment, owner, releasedAt} = item;
  const own = owner === viewer.personId;
  const seen =
    sight.whole.has(compartment) ||
    (own && sight.own.has(compartment)) ||
    (releasedAt !== null && sight.released.has(compartment));
  if (!seen) return [];
  const identity = IDENTITY_OF[compartment];
  const named = own || identity === undefined || sight.whole.has(identity);
  return [
    {
      id: item.id,
      kind: item.kind,
      compartment,
      own,
      owner: named ? owner : null,
      pseudonym: named || owner === null ? null : (pseudonyms.get(owner) ?? null),
      createdAt: item.createdAt,
      released: releasedAt !== null,
      content: item.content,
    },
  ];
}

/** "Reviewer A" and so on, in the order of random ids, which tells nothing of who came first. */
function pseudonymsIn(items: readonly RecordItem[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const {compartment, owner} of [...items].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (compartment === 'reviewContent' && owner !== null && !owners.has(owner))
      owners.set(owner, `Reviewer ${String.fromCharCode(65 + owners.size)}`);
  }
  return owners;
}
