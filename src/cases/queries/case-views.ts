import {Injectable} from '@nestjs/common';
import {Disclosed, readersOf} from '../../disclosure';
import {ReadTransaction} from '../../platform/database/transaction';
import {CaseContext, ChoiceContext, FeatureRegistry, LetterWords} from '../../workflow';
import {needsLetterWords} from '../domain/form-check';
import {letterWords} from '../domain/letter-words';
import {CaseBody, OfferedAction, nextStep, presentCase} from '../domain/present-case';
import {findPeople} from '../persistence/case-rows';
import {StoredCase, itemsOf} from '../persistence/stored-case';
import {Forms} from './forms';
import {namingTexts} from './naming-texts';
import {isOfPanel} from './of-panel';
import {CaseView, mayTakeOut, viewOf} from './view-of';

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
