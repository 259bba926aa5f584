import {Environment} from '@marcbachmann/cel-js';
import {nearestWord} from './nearest-word';

export type FactValue = boolean | number | string;
export type Facts = Readonly<Record<string, FactValue>>;

/** A fact of finite domain. `from: 'outside'` marks one that is observed when asked and never stored. */
export interface FactDeclaration {
  readonly type: 'boolean' | 'integer' | 'string';
  readonly initial?: FactValue;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly string[];
  readonly from?: 'outside';
}

/** How one transition changes one fact: a value, a sum, or `any` (the value comes with the action). */
export type FactChange = FactValue | {readonly add: number};
export type FactChanges = Readonly<Record<string, FactChange>>;

export class FactError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FactError';
  }
}

const isSum = (change: FactChange): change is {readonly add: number} => typeof change === 'object';

/** Says why `value` lies outside the declared domain, or null when it does not. */
export function domainFault(declaration: FactDeclaration, value: unknown): string | null {
  switch (declaration.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'is not true or false';
    case 'string':
      return typeof value === 'string' && (declaration.values ?? []).includes(value)
        ? null
        : `is not one of ${(declaration.values ?? []).join(', ')}`;
    case 'integer': {
      const {minimum = 0, maximum = 0} = declaration;
      return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
        ? null
        : `is not a whole number from ${minimum} to ${maximum}`;
    }
  }
}

/** The facts with which every case of a workflow begins; outside facts have none. */
export function initialFacts(declarations: Readonly<Record<string, FactDeclaration>>): Facts {
  const facts: Record<string, FactValue> = {};
  for (const [name, declaration] of Object.entries(declarations)) {
    if (declaration.from !== 'outside' && declaration.initial !== undefined)
      facts[name] = declaration.initial;
  }
  return facts;
}

/**
 * Applies exactly what a transition declares.
 *
 * @param supplied values for the facts declared `any`, and no others
 * @throws FactError when a value is missing, superfluous or outside its domain
 */
export function applySets(
  declarations: Readonly<Record<string, FactDeclaration>>,
  sets: FactChanges,
  facts: Facts,
  supplied: Facts,
): Facts {
  const next: Record<string, FactValue> = {...facts};
  for (const [name, change] of Object.entries(sets)) {
    const declaration = declarations[name];
    if (!declaration) throw new FactError(`fact ${name} is not declared`);
    let value: FactValue | undefined;
    if (change === 'any') value = supplied[name];
    else if (isSum(change)) value = Number(facts[name]) + change.add;
    else value = change;
    const fault = domainFault(declaration, value);
    if (fault) throw new FactError(`fact ${name} cannot become ${JSON.stringify(value)}: it ${fault}`);
    next[name] = value as FactValue;
  }
  for (const name of Object.keys(supplied)) {
    if (sets[name] !== 'any') throw new FactError(`fact ${name} may not be set by this action`);
  }
  return next;
}

/** The names in an expression; what it says in quotes is none. */
export const wordsOf = (expression: string): ReadonlySet<string> =>
  new Set(expression.replace(/'[^']*'|"[^"]*"/g, ' ').match(/[A-Za-z_]\w*/g) ?? []);

export type Condition = (facts: Facts) => boolean;

/** Compiles expressions of the Common Expression Language over the declared facts; nothing else is in scope. */
export class FactLanguage {
  readonly #environment: Environment;
  readonly #declarations: Readonly<Record<string, FactDeclaration>>;

  constructor(declarations: Readonly<Record<string, FactDeclaration>>) {
    this.#declarations = declarations;
    this.#environment = new Environment();
    for (const [name, {type}] of Object.entries(declarations)) {
      this.#environment.registerVariable(
        name,
        type === 'boolean' ? 'bool' : type === 'integer' ? 'int' : 'string',
      );
    }
  }

  /** Why `expression` is not a condition over the facts, or null. */
  fault(expression: string): string | null {
    try {
      const result = this.#environment.check(expression);
      if (!result.valid) return this.#hinted(result.error?.message.split('\n')[0]?.trim() ?? 'is not valid');
      return result.type === 'bool' ? null : `gives ${String(result.type)}, not true or false`;
    } catch (error) {
      return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error);
    }
  }

  /** With the fact that was most likely meant. */
  #hinted(fault: string): string {
    const [, unknown] = /^Unknown variable: (\w+)/.exec(fault) ?? [];
    const meant = unknown === undefined ? null : nearestWord(unknown, Object.keys(this.#declarations));
    return meant === null ? fault : `${fault}; did you mean ${meant}?`;
  }

  /** @throws FactError when the expression does not compile to a condition */
  compile(expression: string): Condition {
    const fault = this.fault(expression);
    if (fault) throw new FactError(`"${expression}": ${fault}`);
    const evaluate = this.#environment.parse(expression);
    return (facts) => evaluate(this.#scope(facts)) === true;
  }

  #scope(facts: Facts): Record<string, boolean | bigint | string> {
    const scope: Record<string, boolean | bigint | string> = {};
    for (const [name, declaration] of Object.entries(this.#declarations)) {
      const value = facts[name] ?? outsideDefault(declaration);
      scope[name] = typeof value === 'number' ? BigInt(value) : value;
    }
    return scope;
  }
}

/** An outside fact that nobody observed counts as not given. */
function outsideDefault(declaration: FactDeclaration): FactValue {
  if (declaration.type === 'boolean') return false;
  return declaration.type === 'integer' ? (declaration.minimum ?? 0) : (declaration.values?.[0] ?? '');
}
