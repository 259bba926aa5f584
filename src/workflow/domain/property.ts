/** A condition over the facts, `stage` (dotted path of the innermost state) and `settled`. */
type Expression = string;

/**
 * What a definition promises of every case, in a closed vocabulary; the checker proves it over all reachable
 * combinations, the engine does not ask it. `while` narrows a promise to some of them; not where it is of the whole life
 * of a case (`after` with `never`, and `before` another action).
 */
export type Property = {readonly title: string; readonly while?: Expression} & (
  | {readonly never: Expression}
  | {readonly always: Expression}
  | {readonly eventually: Expression}
  /** Before the action is taken, the other action was, or the condition holds at that moment. */
  | {readonly before: string; readonly requires: string}
  /** Once the action was taken, the other one never is, or the condition never holds. */
  | {readonly after: string; readonly never: string}
  /** Right after the action was taken, the condition holds; `while` is of the moment before. */
  | {readonly after: string; readonly then: Expression}
  /** The action can be taken, by these relations each where any are named; also by who is `with` besides. */
  | {readonly can: string; readonly by?: readonly string[]; readonly with?: string}
  /** Nobody else takes the action. */
  | {readonly may: string; readonly only: readonly string[]}
  /**
   * Whoever holds the relation, whatever else they hold, sees nothing of the compartment (own items excepted), or
   * nothing except these words. `alone`: what the relation itself gives, other roles left aside.
   */
  | ({readonly never: 'reveals'; readonly relation: string; readonly alone?: true} & (
      {readonly compartment: string} | {readonly except: readonly string[]}
    ))
  /** Whoever holds the relation (and the other one) sees this. */
  | {
      readonly always: 'reveals';
      readonly relation: string;
      readonly with?: string;
      readonly see: readonly string[];
    }
  /** For whoever holds the relation, all of this is masked; or nothing ever is. */
  | {readonly always: 'masks'; readonly relation: string; readonly masks: readonly string[]}
  | {readonly never: 'masks'; readonly relation: string}
);
