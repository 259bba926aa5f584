import {Facts, Workflow} from '../../workflow';
import {Compartment, IDENTITY_OF, PROCESS_COMPARTMENTS} from './compartments';
import {DEIDENTIFYING, HIDDEN_BY, LEAVES, Mask, masksFor} from './masks';

/** An item of a case as the gate judges it; what it says stays behind `content` until it has passed. */
export interface RecordItem {
  readonly id: string;
  readonly kind: string;
  readonly compartment: Compartment;
  readonly owner: string | null;
  readonly createdAt: Date;
  readonly releasedAt: Date | null;
  readonly content: () => unknown;
  /** Whether somebody else wrote it to its owner. */
  readonly toOwner: boolean;
  /** The same for whom something is masked; null where it does not exist for them. */
  readonly masked: (masks: ReadonlySet<Mask>) => (() => unknown) | null;
}

/** Fields that are no items, by the compartment that they belong to. */
export type RecordFields = Partial<Record<Compartment, Readonly<Record<string, unknown>>>>;

export interface CaseRecord {
  readonly id: string;
  readonly workflow: Workflow;
  readonly facts: Facts;
  readonly fields: RecordFields;
  readonly items: readonly RecordItem[];
  /** Whom the case is about, and how they are called where their identity is not told. */
  readonly subject: {readonly personId: string; readonly pseudonym: string};
}

export interface Viewer {
  readonly personId: string;
  /** Effective roles and relations: whoever is limited has lost the others already. */
  readonly relations: ReadonlySet<string>;
  /** Compartments that they have opened for themselves, by breaking the glass. */
  readonly opened?: readonly Compartment[];
  /** They take it out of the organisation: what they see themselves, and of that no more than tells nobody whose case it is. */
  readonly deidentified?: true;
}

export interface DisclosedItem {
  readonly id: string;
  readonly kind: string;
  readonly compartment: Compartment;
  readonly own: boolean;
  /** Person id, where the viewer may know it. */
  readonly owner: string | null;
  /** Written to the owner, and not by them. */
  readonly toOwner: boolean;
  /** Stands for an owner whose name is not told: stable within the case. */
  readonly pseudonym: string | null;
  readonly createdAt: Date;
  readonly released: boolean;
  readonly content: () => unknown;
}

const passed = Symbol('passed the disclosure gate');

/** Somebody as far as a viewer may know who they are. */
export type DisclosedPerson = {readonly personId: string} | {readonly pseudonym: string};

/** What one viewer may see of one case. Only `project` makes one, and only this may be presented. */
export interface Disclosed {
  readonly [passed]: true;
  readonly id: string;
  readonly sees: ReadonlySet<Compartment>;
  /** What is masked for this viewer in everything that is shown of the case. */
  readonly masks: ReadonlySet<Mask>;
  readonly fields: RecordFields;
  /** Whom the case is about: by a pseudonym where people are masked, null where the viewer is told of nobody. */
  readonly subject: DisclosedPerson | null;
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
  const masks = viewer.deidentified
    ? DEIDENTIFYING
    : masksFor(record.workflow, record.facts, viewer.relations);
  const sight = sightOf(record, viewer, masks);
  const pseudonyms = pseudonymsIn(record);
  const items = record.items.flatMap((item) => disclose(item, {sight, viewer, pseudonyms, masks}));
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
    masks,
    fields,
    subject: subjectFor(record, sight, masks),
    items,
    contentShown: [...shown].filter((compartment) => !PROCESS_COMPARTMENTS.has(compartment)).sort(),
  };
}

/** The letter is the one that they have in the chart and in every text. */
function subjectFor({subject}: CaseRecord, {whole}: Sight, masks: ReadonlySet<Mask>): DisclosedPerson | null {
  if (whole.has('subjectIdentity')) return {personId: subject.personId};
  return masks.has('people') ? {pseudonym: subject.pseudonym} : null;
}

/** Which compartments the viewer sees whole, which only where they own an item, which only once released. */
function sightOf(
  {workflow, facts}: CaseRecord,
  {relations, opened = [], deidentified}: Viewer,
  masks: ReadonlySet<Mask>,
): Sight {
  const sight = {
    whole: new Set<Compartment>(opened),
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
  if (deidentified) {
    const leaves = [...sight.whole].filter((compartment) => LEAVES.has(compartment));
    return {whole: new Set(leaves), own: new Set(), released: new Set()};
  }
  for (const mask of masks) for (const hidden of HIDDEN_BY[mask]) sight.whole.delete(hidden);
  return sight;
}

interface Shown {
  readonly sight: Sight;
  readonly viewer: Viewer;
  readonly pseudonyms: Pseudonyms;
  readonly masks: ReadonlySet<Mask>;
}

/** By the identity that is not told, and the person. */
type Pseudonyms = ReadonlyMap<Compartment, ReadonlyMap<string, string>>;

function disclose(item: RecordItem, {sight, viewer, pseudonyms, masks}: Shown): DisclosedItem[] {
  const {compartment, owner, releasedAt} = item;
  const own = owner === viewer.personId;
  const seen =
    sight.whole.has(compartment) ||
    (own && sight.own.has(compartment)) ||
    (releasedAt !== null && sight.released.has(compartment));
  if (!seen) return [];
  // What the viewer wrote themselves is never masked: that would tell which of their guesses was right.
  const theirs = own && !item.toOwner && !viewer.deidentified;
  const content = masks.size === 0 || theirs ? item.content : item.masked(masks);
  if (!content) return [];
  const identity = IDENTITY_OF[compartment];
  const named = !viewer.deidentified && (own || identity === undefined || sight.whole.has(identity));
  return [
    {
      id: item.id,
      kind: item.kind,
      compartment,
      own,
      owner: named ? owner : null,
      toOwner: item.toOwner,
      pseudonym:
        named || identity === undefined ? null : (pseudonyms.get(identity)?.get(owner ?? '') ?? null),
      createdAt: item.createdAt,
      released: releasedAt !== null,
      content,
    },
  ];
}

function pseudonymsIn({items, subject}: CaseRecord): Pseudonyms {
  return new Map<Compartment, ReadonlyMap<string, string>>([
    ['subjectIdentity', new Map([[subject.personId, subject.pseudonym]])],
    ['reviewerIdentity', reviewersIn(items)],
  ]);
}

/** "Reviewer A" and so on, in the order of random ids, which tells nothing of who came first. */
function reviewersIn(items: readonly RecordItem[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const {compartment, owner} of [...items].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (compartment === 'reviewContent' && owner !== null && !owners.has(owner))
      owners.set(owner, `Reviewer ${String.fromCharCode(65 + owners.size)}`);
  }
  return owners;
}
