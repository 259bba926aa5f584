import {Injectable} from '@nestjs/common';
import {Compartment, Disclosed, RecordItem, masksFor, project, readersOf} from '../../disclosure';
import {ReadTransaction} from '../../platform/database/transaction';
import {
  AllowedAction,
  CaseContext,
  ChoiceContext,
  FeatureRegistry,
  LetterWords,
  allowedActions,
} from '../../workflow';
import {BREAK_GLASS} from '../domain/case-events';
import {caseRecord} from '../domain/case-record';
import {needsLetterWords} from '../domain/form-check';
import {letterWords} from '../domain/letter-words';
import {CaseBody, OfferedAction, nextStep, presentCase} from '../domain/present-case';
import {PersonWithRoles, relationsOf} from '../domain/relations-of';
import {viewDigest} from '../domain/view-digest';
import {findPeople} from '../persistence/case-rows';
import {StoredCase, itemsOf, openItem} from '../persistence/stored-case';
import {CaseMasking, Surrounding} from './case-masking';
import {Forms} from './forms';
import {namingTexts} from './naming-texts';
import {isOfPanel} from './of-panel';

export interface CaseView {
  readonly disclosed: Disclosed;
  readonly relations: ReadonlySet<string>;
  readonly actions: readonly AllowedAction[];
  readonly version: string;
  /** How whatever else is shown of the case is masked for this viewer. */
  readonly masking: CaseMasking;
  /** It is the viewer's care that is reviewed, and they have been told so. */
  readonly reviewed: boolean;
}

/** What the features may know of a stored case. */
export const caseContext = (stored: StoredCase): CaseContext => ({
  organisationId: stored.organisationId,
  caseId: stored.row.id,
  workflow: stored.workflow,
  facts: stored.facts,
  round: Number(stored.facts['round'] ?? 1),
  committeeId: stored.row.committee_id,
  subjectId: stored.row.subject_id,
  referrerId: stored.row.referrer_id,
  relations: stored.relations,
  texts: () => namingTexts(stored),
});

/** What the features may ask while they fill in a form of this case. */
export const choiceContext = (
  tx: ReadTransaction,
  {stored, view}: {readonly stored: StoredCase; readonly view: CaseView},
  viewer: Pick<ChoiceContext, 'personId' | 'showing'>,
): ChoiceContext => ({
  ...viewer,
  tx,
  organisationId: stored.organisationId,
  case: caseContext(stored),
  sees: view.disclosed.sees,
  items: (kind) => itemsOf(stored, kind),
});

/** The same while a case is being referred: there is none yet. */
export const REFERRING = {
  case: null,
  sees: new Set<string>(),
  items: () => [],
  showing: () => Promise.resolve(new Set<string>()),
} as const satisfies Partial<ChoiceContext>;

/** Whether something of the case is masked for this person now. */
export const isMaskedFor = (stored: StoredCase, person: PersonWithRoles): boolean =>
  masksFor(stored.workflow, stored.facts, relationsOf(person, stored)).size > 0;

/** Kinds of items that somebody else, or the system, wrote to their owner, or for them to do. */
const TO_OWNER = new Set([
  'assignment',
  'assignmentLapsed',
  'assignmentWithdrawn',
  'immediateConcern',
  'improvementAction',
  'inputRequest',
  'requestedPatient',
]);

/**
 * Passes a stored case through the gate; null means that for this person it does not exist.
 *
 * @param surrounding what masking asks beside the case; without it no content can be opened where something is masked
 * @param deidentified whether it is to be taken out of the organisation: see `Viewer`
 */
export function viewOf(
  stored: StoredCase,
  person: PersonWithRoles,
  {surrounding = null, deidentified = false}: {surrounding?: Surrounding | null; deidentified?: boolean} = {},
): CaseView | null {
  const relations = relationsOf(person, stored);
  const masking = new CaseMasking(stored, surrounding);
  const items = stored.items.map((item) => ({
    id: item.id,
    kind: item.kind,
    compartment: item.compartment as RecordItem['compartment'],
    owner: item.owner_id,
    createdAt: item.created_at,
    releasedAt: item.released_at,
    content: () => openItem(stored, item),
    toOwner: TO_OWNER.has(item.kind),
    masked: (masks: Disclosed['masks']) => masking.item(item, masks),
  }));
  const {personId} = person;
  // The glass adds to the role: whoever is limited has lost the role, and with it what they had opened.
  const glass = relations.has('compliance') ? stored.glass.filter((open) => open.person_id === personId) : [];
  const opened = glass.flatMap(({compartments}) => compartments) as Compartment[];
  const record = caseRecord(stored, items, relations);
  const looking = {personId, relations};
  const disclosed = project(record, deidentified ? {...looking, deidentified} : {...looking, opened});
  if (!disclosed) return null;
  if (glass.length > 0) relations.add(BREAK_GLASS);
  const {workflow, state, facts} = stored;
  // Of a case that was disposed of the process is still told, but there is nothing left to act on.
  const actions = stored.dataKey
    ? allowedActions({definition: workflow, state, facts, actor: {relations}})
    : [];
  const types = actions.map(({type}) => type);
  // Somebody may know of the case for another reason, and not yet whose care it is about.
  const asSubject = relations.has('subject') && project(record, {personId, relations: new Set(['subject'])});
  const reviewed = asSubject ? asSubject.items.length > 0 : false;
  return {disclosed, relations, actions, masking, reviewed, version: viewDigest(disclosed, types)};
}

/**
 * Whether somebody may take a de-identified copy out of the organisation: of a case that is settled, and only whoever knows
 * by their role who its people are, since a person has to look at what no mask can know.
 */
export const mayTakeOut = ({disclosed, relations}: CaseView): boolean => {
  const {sees, masks, fields} = disclosed;
  const knows = sees.has('patientIdentity') && sees.has('subjectIdentity') && masks.size === 0;
  return knows && fields.stage?.['settled'] === true && !relations.has(BREAK_GLASS);
};

/** Makes the reply of what passed the gate: names of those who may be named, forms of what may be done. */
@Injectable()
export class CaseViews {
  readonly #registry: FeatureRegistry;
  readonly #forms: Forms;

  constructor(registry: FeatureRegistry, forms: Forms) {
    this.#registry = registry;
    this.#forms = forms;
  }

  /**
   * @param linked cases of the same event, those alone of which this person knows the number
   * @param context what the forms may ask for this person
   */
  async body(
    {stored, view}: {readonly stored: StoredCase; readonly view: CaseView},
    linked: NonNullable<CaseBody['linked']>,
    context: ChoiceContext,
  ): Promise<CaseBody> {
    const {organisationId, row, workflow} = stored;
    return presentCase(view.disclosed, {
      programme: row.programme,
      workflow: {id: workflow.id, version: workflow.version, hash: workflow.hash},
      reference: row.reference,
      readable: stored.dataKey !== null,
      next: nextStep(view.actions),
      committee: row.committee_name,
      privilege: row.privilege_text,
      version: view.version,
      linked,
      sharedWith: readersOf(workflow, view.disclosed),
      reviewed: view.reviewed,
      deidentifiable: mayTakeOut(view),
      people: await this.#names(context.tx, organisationId, view.disclosed),
      allowedActions: await this.#offered(stored, view, context),
    });
  }

  async #names(
    tx: ReadTransaction,
    organisationId: string,
    {fields, subject, items}: Disclosed,
  ): Promise<Map<string, string>> {
    const reviewers = (fields.reviewerIdentity?.['reviewers'] ?? []) as {person: string}[];
    const ids = [
      subject && 'personId' in subject ? subject.personId : null,
      fields.referrerIdentity?.['referrer'],
      ...reviewers.map(({person}) => person),
      ...items.map(({owner}) => owner),
    ].filter((id) => typeof id === 'string');
    if (ids.length === 0) return new Map();
    const rows = await tx.rows(findPeople, [organisationId, [...new Set(ids)]]);
    return new Map(rows.map(({id, display_name}) => [id, display_name]));
  }

  async #offered(stored: StoredCase, view: CaseView, context: ChoiceContext): Promise<OfferedAction[]> {
    const {workflow, row} = stored;
    const leads = nextStep(view.actions)?.type;
    const offered: OfferedAction[] = [];
    for (const {type, meta} of view.actions) {
      const head = {type, title: meta.title, primary: type === leads};
      if (meta.upload !== undefined) {
        const {accept, maxBytes} = this.#registry.uploads.get(meta.upload);
        const href = `/api/cases/${row.id}/uploads/${type}`;
        offered.push({...head, upload: {href, field: 'file', accept, maxBytes}});
      } else {
        const form = this.#forms.form(workflow, meta.form ?? '');
        const words = needsLetterWords(form) ? await this.#letterWords(context.tx, stored, view) : {};
        const draft = meta.draft === true && {draft: true as const};
        const panel = isOfPanel(meta, {workflow, disclosed: view.disclosed}, this.#registry) && {
          panel: true as const,
        };
        offered.push({...head, ...draft, ...panel, form: await this.#forms.filled(form, context, words)});
      }
    }
    return offered;
  }

  /** Letters go to the reviewed physician. */
  async #letterWords(tx: ReadTransaction, stored: StoredCase, writer: CaseView): Promise<LetterWords> {
    const {organisationId, row} = stored;
    const [person] = await tx.rows(findPeople, [organisationId, [row.subject_id]]);
    const recipient = {
      disclosed: viewOf(stored, {personId: row.subject_id, roles: []})?.disclosed ?? null,
      name: person?.display_name ?? '',
      reference: row.reference,
      committee: row.committee_name,
    };
    return letterWords(recipient, writer.disclosed);
  }
}
