import {Disclosed, DisclosedItem, Readers} from '../../disclosure';
import {JsonSchema, StateValue} from '../../workflow';
import {Waiting} from './case-record';

interface ActionHead {
  readonly type: string;
  readonly title: string;
  readonly primary: boolean;
  /** Whether what is entered can be kept as a draft. */
  readonly draft?: true;
  /** Whether a preview says who would decide after it. */
  readonly panel?: true;
}

export type OfferedAction = ActionHead &
  (
    | {readonly form: JsonSchema}
    | {readonly upload: {href: string; field: 'file'; accept: readonly string[]; maxBytes: number}}
  );

export interface PersonReference {
  readonly id: string;
  readonly name: string;
}

/** Somebody who is not named here: the same in every part of the case. */
export interface MaskedPerson {
  readonly pseudonym: string;
}

export interface ContentItem {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  /** Who wrote it; null for what the system wrote, and for whose name one may not see. */
  readonly by: PersonReference | MaskedPerson | null;
  /** Whom it is written to, or who is to do it; null for everything else. */
  readonly for: PersonReference | MaskedPerson | null;
  readonly own: boolean;
  readonly released: boolean;
  readonly data: unknown;
}

export interface NextStep {
  readonly type: string;
  readonly title: string;
}

export interface CaseSummary {
  readonly id: string;
  readonly number: string;
  readonly programme: string;
  readonly workflow: {readonly id: string; readonly version: string; readonly hash: string};
  readonly state: StateValue;
  readonly stateTitle: string;
  readonly settled: boolean;
  readonly waitingFor: readonly Waiting[];
  readonly class?: string;
  readonly openedAt?: string;
  readonly focusPhysician?: PersonReference | MaskedPerson;
  /** What is theirs to do now; null when the case waits for somebody else, or for nobody. */
  readonly next: NextStep | null;
  /** Its content was disposed of, or its key is damaged; told to those who know the process. */
  readonly unreadable?: true;
}

export interface CaseBody extends CaseSummary {
  readonly version: string;
  readonly allowedActions: readonly OfferedAction[];
  readonly committee: string;
  readonly privilege: string;
  readonly referrer?: PersonReference;
  readonly reviewers?: readonly {readonly person: PersonReference; readonly status: string}[];
  readonly linked?: readonly {readonly id: string; readonly number: string}[];
  readonly content: readonly ContentItem[];
  /** Who else may read what is the viewer's own, or was released to them. */
  readonly sharedWith: readonly Readers[];
  /** It is the viewer's care that is reviewed, and they have been told so. */
  readonly reviewed: boolean;
  /** They may take a de-identified copy of it out of the organisation. */
  readonly deidentifiable: boolean;
}

export interface Surroundings {
  readonly programme: string;
  readonly workflow: CaseSummary['workflow'];
  /** Random; stands where the number does for those who may not know it. */
  readonly reference: string;
  readonly people: ReadonlyMap<string, string>;
  /** Whether content can be opened. */
  readonly readable: boolean;
  readonly next: NextStep | null;
}

export interface BodySurroundings extends Surroundings {
  readonly committee: string;
  readonly privilege: string;
  readonly version: string;
  readonly linked: readonly {readonly id: string; readonly number: string}[];
  readonly allowedActions: readonly OfferedAction[];
  readonly sharedWith: readonly Readers[];
  readonly reviewed: boolean;
  readonly deidentifiable: boolean;
}

/** What everybody who sees less than the stage is told of it. */
const PROGRESS_TITLES: Readonly<Record<string, string>> = {
  received: 'Received',
  underWay: 'Under way',
  closed: 'Closed, with thanks',
};

const named = (people: ReadonlyMap<string, string>, id: unknown): PersonReference => ({
  id: String(id),
  name: people.get(String(id)) ?? '',
});

/** What a viewer has to do next: of what they may do, that which leads towards closure. */
export function nextStep(
  actions: readonly {
    readonly type: string;
    readonly meta: {readonly title: string; readonly primary?: boolean};
  }[],
): NextStep | null {
  const found = actions.find(({meta}) => meta.primary === true);
  return found ? {type: found.type, title: found.meta.title} : null;
}

/** The white list of a case in a list. */
export function presentSummary(disclosed: Disclosed, surroundings: Surroundings): CaseSummary {
  const {progress, stage, process, number} = disclosed.fields;
  const {subject} = disclosed;
  const seen = (stage ?? progress) as
    | {state?: StateValue; progress?: string; title?: string; settled: boolean; waitingFor: Waiting[]}
    | undefined;
  return {
    id: disclosed.id,
    number: (number as {number: string} | undefined)?.number ?? surroundings.reference,
    programme: surroundings.programme,
    workflow: surroundings.workflow,
    state: seen?.state ?? seen?.progress ?? '',
    stateTitle: seen?.title ?? PROGRESS_TITLES[seen?.progress ?? ''] ?? '',
    settled: seen?.settled ?? false,
    waitingFor: seen?.waitingFor ?? [],
    next: surroundings.next,
    ...(process && {
      class: String(process['class']),
      openedAt: String(process['openedAt']),
      ...(!surroundings.readable && {unreadable: true as const}),
    }),
    ...(subject && {
      focusPhysician: 'personId' in subject ? named(surroundings.people, subject.personId) : subject,
    }),
  };
}

/** The white list of a case that is opened. */
export function presentCase(disclosed: Disclosed, surroundings: BodySurroundings): CaseBody {
  const {referrerIdentity, reviewerIdentity, process} = disclosed.fields;
  const {people, linked} = surroundings;
  const reviewers = reviewerIdentity?.['reviewers'] as {person: string; status: string}[] | undefined;
  return {
    ...presentSummary(disclosed, surroundings),
    version: surroundings.version,
    allowedActions: surroundings.allowedActions,
    committee: surroundings.committee,
    privilege: surroundings.privilege,
    ...(referrerIdentity && {referrer: named(people, referrerIdentity['referrer'])}),
    ...(reviewers && {
      reviewers: reviewers.map(({person, status}) => ({person: named(people, person), status})),
    }),
    ...(process && {linked}),
    content: disclosed.items.map((item) => presentItem(item, people)),
    sharedWith: surroundings.sharedWith,
    reviewed: surroundings.reviewed,
    deidentifiable: surroundings.deidentifiable,
  };
}

function presentItem(item: DisclosedItem, people: ReadonlyMap<string, string>): ContentItem {
  const hidden = item.pseudonym === null ? null : {pseudonym: item.pseudonym};
  const person = item.owner === null ? hidden : named(people, item.owner);
  return {
    id: item.id,
    kind: item.kind,
    at: item.createdAt.toISOString(),
    by: item.toOwner ? null : person,
    for: item.toOwner ? person : null,
    own: item.own,
    released: item.released,
    data: item.content(),
  };
}
