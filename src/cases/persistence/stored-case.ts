import {KeyEncryptionKey, SealBrokenError, unseal} from '../../platform/crypto/sealing';
import {ReadTransaction} from '../../platform/database/transaction';
import {CaseRelation, CaseState, Facts, KnownWorkflows, StoredItem, Workflow} from '../../workflow';
import {CaseCircle, hasQuorum} from '../domain/relations-of';
import {CaseRow, ItemRow, findCase, findItems, findRelations, lockCase} from './case-rows';
import {OpenGlassRow, findOpenGlass} from './glass-rows';

/** One case as it lies in the database, its content still sealed. Never leaves the cases feature. */
export interface StoredCase extends CaseCircle {
  readonly organisationId: string;
  readonly row: CaseRow;
  readonly workflow: Workflow;
  readonly state: CaseState;
  /** Stored facts together with the observed ones. */
  readonly facts: Facts;
  readonly relations: readonly CaseRelation[];
  readonly items: readonly ItemRow[];
  /** Who has opened what for themselves; none where cases are only listed. */
  readonly glass: readonly OpenGlassRow[];
  /** Null when the case was disposed of or its key is damaged: then it has no items either, and nothing can be added. */
  readonly dataKey: Buffer | null;
  /** Whether a key is there that does not open. */
  readonly keyDamaged: boolean;
}

export interface CaseSource {
  readonly workflows: KnownWorkflows;
  readonly keys: KeyEncryptionKey;
}

/** Loads a case; with `lock`, its row stays locked until the transaction ends. */
export async function loadCase(
  tx: ReadTransaction,
  source: CaseSource,
  {organisationId, caseId, lock, now}: {organisationId: string; caseId: string; lock: boolean; now: Date},
): Promise<StoredCase | null> {
  const row = await tx.row(lock ? lockCase : findCase, [organisationId, caseId]);
  if (!row) return null;
  const relations = await tx.rows(findRelations, [organisationId, [caseId]]);
  const items = await tx.rows(findItems, [organisationId, caseId]);
  const glass = await tx.rows(findOpenGlass, [organisationId, caseId, now]);
  const workflow = await source.workflows.version(tx, row.programme, row.workflow_version);
  return storedCase(source.keys, {organisationId, row, workflow, relations, items, glass});
}

/** Puts the rows of one case together. */
export function storedCase(
  keys: KeyEncryptionKey,
  parts: {
    organisationId: string;
    row: CaseRow;
    workflow: Workflow;
    relations: readonly {person_id: string; relation: string}[];
    items: readonly ItemRow[];
    glass: readonly OpenGlassRow[];
  },
): StoredCase {
  const {organisationId, row, workflow, items, glass} = parts;
  if (workflow.hash !== row.workflow_hash)
    throw new Error(
      `case ${row.id} began under another ${row.programme} ${row.workflow_version} than is registered`,
    );
  const relations = parts.relations.map(({person_id, relation}) => ({personId: person_id, relation}));
  const circle = {
    workflow,
    committeeId: row.committee_id,
    chairs: row.chairs,
    relations,
    quorum: row.quorum,
  };
  const dataKey = row.wrapped_key && keyWithin(keys, row.id, row.wrapped_key);
  return {
    ...circle,
    organisationId,
    row,
    state: {value: row.state, history: row.history},
    facts: {...row.facts, ...observed(workflow, circle)},
    items: dataKey ? items : [],
    glass,
    dataKey,
    keyDamaged: row.wrapped_key !== null && dataKey === null,
  };
}

/** Null when it does not open: one damaged key must not hide the other cases of a list. */
function keyWithin(keys: KeyEncryptionKey, caseId: string, wrapped: Buffer): Buffer | null {
  try {
    return keys.unwrap(`case/${caseId}`, wrapped);
  } catch (error) {
    if (error instanceof SealBrokenError) return null;
    throw error;
  }
}

/** Opens one item's content, a JSON value. */
export function openItem(stored: StoredCase, item: ItemRow): unknown {
  const place = itemPlace(stored.row.id, item.id);
  return JSON.parse(unseal(openKey(stored), place, item.content).toString()) as unknown;
}

/** Everything of a kind, opened. */
export const itemsOf = (stored: StoredCase, kind: string): StoredItem[] =>
  stored.items
    .filter((item) => item.kind === kind)
    .map((item) => ({
      id: item.id,
      kind,
      owner: item.owner_id,
      round: item.round,
      content: openItem(stored, item),
    }));

/** @throws KeyGoneError */
export function openKey({dataKey, row}: Pick<StoredCase, 'dataKey' | 'row'>): Buffer {
  if (!dataKey) throw new KeyGoneError(row.id);
  return dataKey;
}

/** The case was disposed of: its content can neither be opened nor added to. */
class KeyGoneError extends Error {
  constructor(caseId: string) {
    super(`the key of case ${caseId} is gone: nothing of its content can be opened or added`);
    this.name = 'KeyGoneError';
  }
}

export const itemPlace = (caseId: string, itemId: string): string => `case/${caseId}/item/${itemId}`;

/** Facts from outside, as they are now; a workflow names those that it asks for. */
function observed(workflow: Workflow, circle: CaseCircle): Facts {
  const known: Facts = {quorum: hasQuorum(circle)};
  return Object.fromEntries(Object.entries(known).filter(([name]) => workflow.outsideFacts.includes(name)));
}
