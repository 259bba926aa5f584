import {Participant, insertParticipants, refreshConflicts} from '../../conflicts';
import {ActionContext, ActionHandler} from '../../workflow';
import {attachStaged} from '../persistence/chart-statements';
import {DocumentItem} from '../persistence/document-content';
import {NamedInChart, keepIdentities} from './keep-identities';

/** What `ReceiveChart` hands on; never a client's own data. */
export interface AttachedData {
  readonly documentId: string;
  readonly item: DocumentItem;
  readonly participants: readonly Participant[];
  /** Of what can be read as text: where people may be named in it. */
  readonly pairs: readonly string[];
  /** Of a FHIR chart: who is named in it, and what those who took part are called by. */
  readonly named: NamedInChart | null;
}

/** Makes a staged document part of the case, and keeps out whoever the chart shows to be in conflict. */
export const attachDocument: ActionHandler<AttachedData> = {
  effect: 'attachDocument',
  async apply(context) {
    await attach(context);
    const content = context.data.item;
    await context.addItem({kind: 'document', compartment: 'chart', owner: null, content});
    await keepPairs(context, 'chart');
    const {tx, organisationId, caseId, data} = context;
    if (data.named) await keepIdentities(context, content.documentId, data.named);
    const [npis, names] = [data.participants.map(({npi}) => npi), data.participants.map(({name}) => name)];
    await tx.write(insertParticipants, [organisationId, caseId, data.documentId, npis, names]);
    await refreshConflicts(context);
  },
};

/** Adds a file to what the reviewed physician has to say: theirs to see, and with it whoever sees their input. */
export const attachToInput: ActionHandler<AttachedData> = {
  effect: 'attachToInput',
  async apply(context) {
    await attach(context);
    const content = context.data.item;
    await context.addItem({kind: 'attachment', compartment: 'input', owner: context.subjectId, content});
    await keepPairs(context, 'input');
    await refreshConflicts(context);
  },
};

/** What detection of conflicts asks of a text that is not opened for it each time. Nobody sees the item. */
async function keepPairs(context: ActionContext<AttachedData>, of: 'chart' | 'input'): Promise<void> {
  const {documentId, pairs} = context.data;
  if (pairs.length === 0) return;
  const content = {documentId, of, pairs};
  await context.addItem({kind: 'namePairs', compartment: 'masking', owner: null, content});
}

async function attach({tx, organisationId, caseId, data, now}: ActionContext<AttachedData>): Promise<void> {
  const attached = await tx.write(attachStaged, [organisationId, caseId, data.documentId, now]);
  if (attached.length !== 1) throw new Error(`document ${data.documentId} does not await being attached`);
}
