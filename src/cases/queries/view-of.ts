import {CaseRecord, Compartment, Disclosed, RecordItem, masksFor, project} from '../../disclosure';
import {AllowedAction, allowedActions} from '../../workflow';
import {BREAK_GLASS} from '../domain/case-events';
import {caseRecord} from '../domain/case-record';
import {PersonWithRoles, relationsOf} from '../domain/relations-of';
import {viewDigest} from '../domain/view-digest';
import {StoredCase, openItem} from '../persistence/stored-case';
import {CaseMasking, Surrounding} from './case-masking';

/** A case as it passed the gate for one person. */
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
  return new PassedView({disclosed, relations, masking}, {stored, record, personId});
}

/** Of what passed the gate, what not everybody asks who wants to know whether something passes; each made when it is asked for. */
class PassedView implements CaseView {
  readonly disclosed: Disclosed;
  readonly relations: ReadonlySet<string>;
  readonly masking: CaseMasking;
  readonly #stored: StoredCase;
  readonly #asSubject: () => Disclosed | null;
  #actions: readonly AllowedAction[] | null = null;
  #version: string | null = null;

  constructor(
    {disclosed, relations, masking}: Pick<CaseView, 'disclosed' | 'relations' | 'masking'>,
    {stored, record, personId}: {stored: StoredCase; record: CaseRecord; personId: string},
  ) {
    this.disclosed = disclosed;
    this.relations = relations;
    this.masking = masking;
    this.#stored = stored;
    this.#asSubject = () => project(record, {personId, relations: new Set(['subject'])});
  }

  get actions(): readonly AllowedAction[] {
    const {workflow, state, facts, dataKey} = this.#stored;
    const {relations} = this;
    // Of a case that was disposed of the process is still told, but there is nothing left to act on.
    this.#actions ??= dataKey ? allowedActions({definition: workflow, state, facts, actor: {relations}}) : [];
    return this.#actions;
  }

  get version(): string {
    this.#version ??= viewDigest(
      this.disclosed,
      this.actions.map(({type}) => type),
    );
    return this.#version;
  }

  /** Somebody may know of the case for another reason, and not yet whose care it is about. */
  get reviewed(): boolean {
    return this.relations.has('subject') && (this.#asSubject()?.items.length ?? 0) > 0;
  }
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
