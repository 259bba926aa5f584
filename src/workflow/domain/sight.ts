import {WorkflowSource} from './definition';
import {ConditionTable, FactSpace} from './fact-space';
import {Property} from './property';

type Shown = Extract<Property, {never: 'reveals'; relation: string}>;
type Lacked = Extract<Property, {always: 'reveals'}>;
type Judge = (digits: Int32Array) => boolean;

interface Reveal {
  readonly words: readonly string[];
  readonly when: ConditionTable | null;
}

/** What relations leave of each other. */
export class Limits {
  readonly #limiting: WorkflowSource['meta']['limiting'];

  constructor({meta}: WorkflowSource) {
    this.#limiting = meta.limiting;
  }

  /** Whether who holds both remains `word`. */
  leaves(limit: string, word: string): boolean {
    const keeps = this.#limiting[limit]?.keeps;
    return limit === word || keeps === undefined || keeps.includes(word);
  }
}

/** What the holders of a relation see, whatever else they hold: the worst case for a secret. */
export class Sight {
  readonly #workflow: WorkflowSource;
  readonly #space: FactSpace;
  readonly #limits: Limits;

  constructor(workflow: WorkflowSource, space: FactSpace) {
    this.#limits = new Limits(workflow);
    this.#workflow = workflow;
    this.#space = space;
  }

  /** Whether a promise of what a relation sees, or sees masked, is broken at `digits`. */
  breaks(property: Extract<Property, {relation: string}>, digits: Int32Array): () => boolean {
    const judge =
      'see' in property
        ? this.#lacks(property)
        : 'compartment' in property || 'except' in property
          ? this.#shows(property)
          : this.#unmasked(property);
    return () => judge(digits);
  }

  /** Whether something that is promised to be masked is not, or something is that never may be. */
  #unmasked({relation, masks = null}: {relation: string; masks?: readonly string[] | null}): Judge {
    const rules = (this.#workflow.meta.masking?.[relation] ?? []).map((rule) => ({
      words: rule.masks,
      when: rule.when === undefined ? null : this.#space.table(rule.when),
    }));
    const masked = (word: string | null, digits: Int32Array): boolean =>
      rules.some(
        ({words, when}) => (word === null || words.includes(word)) && (when === null || when.holds(digits)),
      );
    return (digits) => (masks === null ? masked(null, digits) : !masks.every((word) => masked(word, digits)));
  }

  /** Whether something forbidden is shown. */
  #shows(property: Shown): Judge {
    const forbidden = (word: string): boolean =>
      'compartment' in property
        ? word === property.compartment || word === `released.${property.compartment}`
        : !property.except.includes(word);
    const {relation: holder, alone} = property;
    const reveals = (alone ? [holder] : this.#companions(holder)).flatMap((relation) =>
      this.#reveals(relation).filter(({words}) => words.some(forbidden)),
    );
    return (digits) => reveals.some(({when}) => when === null || when.holds(digits));
  }

  /** Whether something promised is not shown. */
  #lacks({relation, with: other, see}: Lacked): Judge {
    const held = other === undefined ? [relation] : [relation, other];
    const effective = held.filter((word) => held.every((limit) => this.#limits.leaves(limit, word)));
    const reveals = effective.flatMap((word) => this.#reveals(word));
    return (digits) =>
      !see.every((word) =>
        reveals.some(({words, when}) => words.includes(word) && (when === null || when.holds(digits))),
      );
  }

  /** The relation itself and all that stay in force beside it: holding more can only take more away. */
  #companions(relation: string): string[] {
    return Object.keys(this.#workflow.meta.reveals).filter((other) => this.#limits.leaves(relation, other));
  }

  #reveals(relation: string): Reveal[] {
    return (this.#workflow.meta.reveals[relation] ?? []).map(({see, when}) => ({
      words: see,
      when: when === undefined ? null : this.#space.table(when),
    }));
  }
}
