import {KeyEncryptionKey, unseal} from '../../../src/platform/crypto/sealing';
import type {TestApp} from '../app';
import type {Hospital} from '../hospital';
import {lawfulSights} from './lawful-sight';
import type {CaseSights, LawfulSight} from './lawful-sight';

/** Words that are put into cases, each once, and are found in nothing else. */
export const CANARY = /canary-[0-9a-f]{12}|zq[a-z]{14}/gi;

/** Something that lies in a case, opened with the case's own key, without the product's gate. */
interface Holding {
  readonly caseId: string;
  readonly id: string | null;
  readonly compartment: string;
  readonly owner: string | null;
  readonly released: boolean;
  readonly text: string;
}

/** Where a canary's own word tells less than is needed: what hides it, or under which other word its place is found. */
export interface CanaryNote {
  readonly place: string;
  readonly hiddenBy?: string;
  readonly heldAs?: string;
}

interface ItemRow {
  readonly case_id: string;
  readonly id: string;
  readonly compartment: string;
  readonly owner_id: string | null;
  readonly released: boolean;
  readonly content: Buffer;
}

const FIELDS = ['progress', 'stage', 'process', 'number', 'subjectIdentity', 'referrerIdentity'];

/** All that lies in a database's cases, and who may read it by the definitions. */
export class Truth {
  readonly #sights = new Map<string, Map<string, LawfulSight>>();
  readonly #byWord = new Map<string, Holding[]>();
  /** Ids of items and of their documents. */
  readonly #byId = new Map<string, Holding>();
  readonly #byNumber = new Map<string, string>();

  private constructor(
    private readonly hospital: Hospital,
    readonly cases: ReadonlyMap<string, CaseSights>,
    holdings: readonly Holding[],
    private readonly notes: ReadonlyMap<string, CanaryNote>,
  ) {
    for (const [id, {number}] of cases) this.#byNumber.set(number, id);
    for (const holding of holdings) {
      for (const word of wordsIn(holding.text))
        this.#byWord.set(word, [...(this.#byWord.get(word) ?? []), holding]);
      if (holding.id === null) continue;
      this.#byId.set(holding.id, holding);
      const [, document] = /"documentId":"([0-9a-f-]{36})"/.exec(holding.text) ?? [];
      if (document !== undefined && ['chart', 'input'].includes(holding.compartment))
        this.#byId.set(document, holding);
    }
  }

  static async read(
    {app, database}: TestApp,
    hospital: Hospital,
    notes: ReadonlyMap<string, CanaryNote>,
    only: readonly string[] | null = null,
  ): Promise<Truth> {
    const keys = app.get(KeyEncryptionKey);
    const rows = await database.asSuperuser<{case_id: string; wrapped: Buffer}>(
      'SELECT case_id, wrapped FROM case_key WHERE wrapped IS NOT NULL AND organisation_id = $1 AND case_id = ANY(coalesce($2, ARRAY[case_id]))',
      [hospital.organisationId, only],
    );
    const open = (caseId: string, place: string, content: Buffer): string => {
      const row = rows.find(({case_id}) => case_id === caseId);
      if (!row) return '';
      const key = keys.unwrap(`case/${caseId}`, row.wrapped);
      return unseal(key, `case/${caseId}/${place}`, content).toString();
    };
    const cases = new Map<string, CaseSights>();
    for (const {case_id} of rows) cases.set(case_id, await lawfulSights({database, hospital}, case_id));
    const items = await database.asSuperuser<ItemRow>(
      'SELECT case_id, id, compartment, owner_id, released_at IS NOT NULL AS released, content FROM case_item WHERE case_id = ANY($1)',
      [[...cases.keys()]],
    );
    const notesOfConflicts = await database.asSuperuser<{
      case_id: string;
      id: string;
      made_by: string;
      content: Buffer;
    }>('SELECT case_id, id, made_by, content FROM case_conflict_note WHERE case_id = ANY($1)', [
      [...cases.keys()],
    ]);
    const drafts = await database.asSuperuser<{
      case_id: string;
      person_id: string;
      action_type: string;
      content: Buffer;
    }>('SELECT case_id, person_id, action_type, content FROM case_draft WHERE case_id = ANY($1)', [
      [...cases.keys()],
    ]);
    const holdings: Holding[] = [
      ...items.map(({case_id: caseId, id, compartment, owner_id: owner, released, content}) => ({
        ...{caseId, id, compartment, owner, released},
        text: open(caseId, `item/${id}`, content),
      })),
      ...notesOfConflicts.map(({case_id: caseId, id, made_by: owner, content}) => ({
        ...{caseId, id: null, compartment: 'conflict', owner, released: false},
        text: open(caseId, `conflict/${id}`, content),
      })),
      ...drafts.map(({case_id: caseId, person_id: owner, action_type, content}) => ({
        ...{caseId, id: null, compartment: 'draft', owner, released: false},
        text: open(caseId, `draft/${owner}/${action_type}`, content),
      })),
    ].filter(({caseId}) => cases.has(caseId));
    return new Truth(hospital, cases, holdings, notes);
  }

  /** Every canary, with the compartments in which it lies. */
  get words(): ReadonlyMap<string, readonly string[]> {
    const known = new Map<string, readonly string[]>();
    for (const [word, holdings] of this.#byWord)
      known.set(word, [...new Set(holdings.map(({compartment}) => compartment))]);
    for (const [word, {heldAs}] of this.notes)
      if (heldAs !== undefined) known.set(word, known.get(heldAs) ?? []);
    return known;
  }

  caseOf(word: string): string | null {
    return (this.#byWord.get(this.notes.get(word)?.heldAs ?? word) ?? [])[0]?.caseId ?? null;
  }

  caseOfId(id: string): string {
    return this.#byId.get(id)?.caseId ?? id;
  }

  place(word: string): string {
    return this.notes.get(word)?.place ?? word;
  }

  sight(caseId: string, key: string): LawfulSight {
    const known = this.#sights.get(caseId) ?? new Map<string, LawfulSight>();
    this.#sights.set(caseId, known);
    const sight = known.get(key) ?? this.cases.get(caseId)?.of(key);
    if (!sight) throw new Error(`no case ${caseId}`);
    known.set(key, sight);
    return sight;
  }

  mayRead(key: string, word: string): boolean {
    const {heldAs = word, hiddenBy} = this.notes.get(word) ?? {};
    return (this.#byWord.get(heldAs) ?? []).some(
      (holding) =>
        this.#sees(key, holding) &&
        (hiddenBy === undefined ||
          holding.owner === this.hospital.people.get(key) ||
          !this.sight(holding.caseId, key).masks.has(hiddenBy)),
    );
  }

  /** Whether somebody sees anything of a case, by whatever of it. */
  mayKnow(key: string, caseId: string): boolean {
    const {whole} = this.sight(caseId, key);
    return (
      [...FIELDS, 'reviewerIdentity'].some((field) => whole.has(field)) ||
      [...this.#byId.values()].some((holding) => holding.caseId === caseId && this.#sees(key, holding))
    );
  }

  /** Whether an id, if it is of a case, an item or a document, is of one that this person sees. */
  mayHaveId(key: string, id: string): boolean {
    if (this.cases.has(id)) return this.mayKnow(key, id);
    const holding = this.#byId.get(id);
    return holding === undefined || this.#sees(key, holding);
  }

  mayHaveNumber(key: string, number: string): boolean {
    const caseId = this.#byNumber.get(number);
    return caseId === undefined || this.sight(caseId, key).whole.has('number');
  }

  /** People of a case whom this person may not learn of in that capacity. */
  hiddenPeople(key: string, caseId: string): string[] {
    const {identities} = this.cases.get(caseId) ?? {};
    const {whole} = this.sight(caseId, key);
    return Object.entries(identities ?? {})
      .filter(([compartment]) => !whole.has(compartment))
      .flatMap(([, people]) => [...people])
      .filter((person) => person !== this.hospital.people.get(key));
  }

  #sees(key: string, {caseId, compartment, owner, released}: Holding): boolean {
    const own = owner !== null && owner === this.hospital.people.get(key);
    // A draft is its writer's; so is what somebody declared, for whoever may know of the case at all.
    if (compartment === 'draft') return own;
    const sight = this.sight(caseId, key);
    return (
      sight.whole.has(compartment) ||
      (own && (sight.own.has(compartment) || compartment === 'conflict')) ||
      (released && sight.released.has(compartment))
    );
  }
}

const wordsIn = (text: string): Set<string> =>
  new Set((text.match(CANARY) ?? []).map((word) => word.toLowerCase()));
