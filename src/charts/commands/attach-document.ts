import {Participant, detectConflicts, knownConflicts} from '../../conflicts';
import {ActionContext, ActionHandler} from '../../workflow';
import {attachStaged} from '../persistence/chart-statements';
import {DocumentItem} from '../persistence/document-content';
import {NamedInChart, keepIdentities} from './keep-identities';

/** What `ReceiveChart` hands on; never a client's own data. */
export interface AttachedData {
  readonly documentId: string;
  readonly item: DocumentItem;
  readonly participants: readonly Participant[];
  /** Of a FHIR chart: who is named in it, and what those who took part are called by. */
  readonly named: NamedInChart | null;
}

const REVIEWING = ['offeredReviewer', 'acceptedReviewer', 'outcomeReviewer'];

/** Makes a staged document part of the case, and keeps out whoever the chart shows to be in conflict. */
export const attachDocument: ActionHandler<AttachedData> = {
  effect: 'attachDocument',
  async apply(context) {
    await attach(context);
    const content = context.data.item;
    await context.addItem({kind: 'document', compartment: 'chart', owner: null, content});
    if (context.data.named) await keepIdentities(context, content.documentId, context.data.named);
    await keepOutConflicted(context);
  },
};

/** Adds a file to what the reviewed physician has to say: theirs to see, and with it whoever sees their input. */
export const attachToInput: ActionHandler<AttachedData> = {
  effect: 'attachToInput',
  async apply(context) {
    await attach(context);
    const content = context.data.item;
    await context.addItem({kind: 'attachment', compartment: 'input', owner: context.subjectId, content});
  },
};

async function attach({tx, organisationId, caseId, data, now}: ActionContext<AttachedData>): Promise<void> {
  const attached = await tx.write(attachStaged, [organisationId, caseId, data.documentId, now]);
  if (attached.length !== 1) throw new Error(`document ${data.documentId} does not await being attached`);
}

async function keepOutConflicted(context: ActionContext<AttachedData>): Promise<void> {
  const {tx, data, now, relations} = context;
  const before = await blockedPeople(context);
  const officers = await detectConflicts(tx, context, data.participants, now);
  const after = await blockedPeople(context);
  const reviewers = relations
    .filter(({relation}) => REVIEWING.includes(relation))
    .map(({personId}) => personId)
    .filter((personId) => after.has(personId) && !before.has(personId));
  for (const personId of new Set([...officers, ...reviewers])) await context.relate(personId, 'conflicted');
}

async function blockedPeople(context: ActionContext<AttachedData>): Promise<Set<string>> {
  const known = await knownConflicts(context.tx, context);
  return new Set(known.filter(({kind, blocks}) => blocks && kind !== 'self').map(({personId}) => personId));
}
