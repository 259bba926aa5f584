import {Injectable} from '@nestjs/common';
import {Compartment} from '../../disclosure';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadTransaction} from '../../platform/database/transaction';
import {ChoiceContext, KnownWorkflows} from '../../workflow';
import {CaseBody} from '../domain/present-case';
import {PersonWithRoles} from '../domain/relations-of';
import {RelationRow, findCases, findLinked, findRelations} from '../persistence/case-rows';
import {findUnits, subjectCast} from '../persistence/roster-rows';
import {StoredCase, loadCase, storedCase} from '../persistence/stored-case';
import {Surrounding} from './case-masking';
import {DoorPorts} from './door-ports';
import {CaseViews, choiceContext} from './case-views';
import {CaseView, isMaskedFor, mayTakeOut, viewOf} from './view-of';

/** Who acts or looks. */
export interface CaseUser extends PersonWithRoles {
  readonly organisationId: string;
}

export interface SeenCase {
  readonly stored: StoredCase;
  readonly view: CaseView;
}

/** Loads cases and shows them through the gate. */
@Injectable()
export class CaseDoor {
  readonly #workflows: KnownWorkflows;
  readonly #keys: KeyEncryptionKey;
  readonly #views: CaseViews;
  readonly #ports: DoorPorts;

  constructor(workflows: KnownWorkflows, keys: KeyEncryptionKey, views: CaseViews, ports: DoorPorts) {
    this.#ports = ports;
    this.#workflows = workflows;
    this.#keys = keys;
    this.#views = views;
  }

  /** The case and what this person sees of it, or null alike for absent and hidden. */
  async see(
    tx: ReadTransaction,
    user: CaseUser,
    caseId: string,
    {lock}: {lock: boolean} = {lock: false},
  ): Promise<SeenCase | null> {
    const stored = await this.load(tx, user.organisationId, caseId, {lock});
    return stored && this.view(tx, stored, user);
  }

  /** What this person sees of a case that was loaded. */
  async view(tx: ReadTransaction, stored: StoredCase, user: CaseUser): Promise<SeenCase | null> {
    const surrounding = isMaskedFor(stored, user) ? await this.surrounding(tx, stored) : null;
    const view = viewOf(stored, user, {surrounding});
    return view && {stored, view};
  }

  /** What of a case this person may take out of the organisation; null where they may not, or nothing is left of it. */
  async takenOut(tx: ReadTransaction, {stored, view}: SeenCase, user: CaseUser): Promise<SeenCase | null> {
    if (!mayTakeOut(view)) return null;
    const units = (await tx.rows(findUnits, [stored.organisationId])).map(({name}) => name);
    const surrounding = {...(await this.surrounding(tx, stored)), units};
    const outside = viewOf(stored, user, {surrounding, deidentified: true});
    return outside && {stored, view: outside};
  }

  /** Who is of the organisation, and its clock. */
  async surrounding(tx: ReadTransaction, {organisationId, row}: StoredCase): Promise<Surrounding> {
    const place = await this.#ports.rosters.place(tx, organisationId);
    return {...place, subject: await subjectCast(tx, organisationId, row.subject_id)};
  }

  /**
   * Those of the cases of which this person sees any field, in the order of the ids; their items are left out, for lists
   * and for asking whether a case may be named.
   */
  async seeMany(tx: ReadTransaction, user: CaseUser, caseIds: readonly string[]): Promise<SeenCase[]> {
    if (caseIds.length === 0) return [];
    const {organisationId} = user;
    const rows = new Map((await tx.rows(findCases, [organisationId, caseIds])).map((row) => [row.id, row]));
    const relations = new Map<string, RelationRow[]>(caseIds.map((id) => [id, []]));
    for (const row of await tx.rows(findRelations, [organisationId, caseIds]))
      relations.get(row.case_id)?.push(row);
    const seen: SeenCase[] = [];
    for (const id of caseIds) {
      const row = rows.get(id);
      if (!row) continue;
      const workflow = await this.#workflows.version(tx, row.programme, row.workflow_version);
      const parts = {organisationId, row, workflow, relations: relations.get(id) ?? [], items: [], glass: []};
      const stored = this.#noted(storedCase(this.#keys, parts));
      const view = viewOf(stored, user);
      if (view) seen.push({stored, view});
    }
    return seen;
  }

  async load(
    tx: ReadTransaction,
    organisationId: string,
    caseId: string,
    {lock}: {lock: boolean} = {lock: false},
  ): Promise<StoredCase | null> {
    const source = {workflows: this.#workflows, keys: this.#keys};
    const stored = await loadCase(tx, source, {organisationId, caseId, lock, now: this.#ports.clock.now()});
    return stored && this.#noted(stored);
  }

  /** A damaged key is an administrator's to see to; they are told no case. */
  #noted(stored: StoredCase): StoredCase {
    if (stored.keyDamaged)
      this.#ports.concerns.raise(
        {topic: 'caseKey', organisation: stored.organisationId},
        'The key of a case does not open, and nothing of its content can be read: case_key was damaged or altered. ' +
          'Restore it from the backup of the keys.',
      );
    return stored;
  }

  async body(tx: ReadTransaction, seen: SeenCase, user: CaseUser): Promise<CaseBody> {
    const others = seen.view.disclosed.sees.has('process') ? await this.linked(tx, seen, user) : [];
    const linked = others
      .filter(({view}) => view.disclosed.sees.has('number'))
      .map(({stored: {row}}) => ({id: row.id, number: row.number}));
    return this.#views.body(seen, linked, this.choices(tx, seen, user));
  }

  /** What the features may ask while they fill in a form of this case for this person. */
  choices(tx: ReadTransaction, seen: SeenCase, user: CaseUser): ChoiceContext {
    const showing: ChoiceContext['showing'] = async (caseIds, compartment) => {
      const others = await this.seeMany(tx, user, caseIds);
      const whole = others.filter(({view}) => view.disclosed.sees.has(compartment as Compartment));
      return new Set(whole.map(({stored}) => stored.row.id));
    };
    return choiceContext(tx, seen, {personId: user.personId, showing});
  }

  /** The other cases of the event as this person sees them: each has its own parties, to whom it is hidden. */
  async linked(tx: ReadTransaction, {stored}: SeenCase, user: CaseUser): Promise<SeenCase[]> {
    const {organisationId, row} = stored;
    if (row.event_group === null) return [];
    const others = await tx.rows(findLinked, [organisationId, row.event_group, row.id]);
    const ids = others.map(({id}) => id);
    return this.seeMany(tx, user, ids);
  }
}
