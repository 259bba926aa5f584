import {WorkflowSource} from './definition';
import {Condition, FactDeclaration, FactError, FactLanguage, FactValue, Facts, wordsOf} from './facts';

const {floor} = Math;

export interface Variable {
  readonly name: string;
  readonly domain: readonly FactValue[];
}

/** Most rows of one condition's truth table. */
export const MOST_ROWS = 2 ** 20;

/** The words for where a case is, beside the facts, in a definition's properties. */
export const PLACE_WORDS: readonly string[] = ['stage', 'settled'];

/**
 * A condition as a truth table over the variables that it names, filled by the language itself: so what it says is
 * exactly what the engine decides, at the price of one look-up.
 */
export class ConditionTable {
  readonly expression: string;
  readonly reads: readonly number[];
  readonly #strides: readonly number[];
  readonly #rows: Uint8Array;

  constructor(expression: string, condition: Condition, variables: readonly Variable[]) {
    const words = wordsOf(expression);
    this.expression = expression;
    this.reads = variables.flatMap(({name}, index) => (words.has(name) ? [index] : []));
    const read = this.reads.map((index) => variables[index] ?? {name: '', domain: []});
    const {strides, size} = mixedRadix(read.map(({domain}) => domain.length));
    if (size > MOST_ROWS)
      throw new FactError(`"${expression}" asks too much at once: ${size} combinations of its facts`);
    this.#strides = strides;
    this.#rows = new Uint8Array(size);
    for (let row = 0; row < size; row += 1) {
      const facts = Object.fromEntries(
        read.map(({name, domain}, at) => [name, domain[digitOf(row, strides[at], domain.length)] ?? false]),
      );
      this.#rows[row] = condition(facts) ? 1 : 0;
    }
  }

  /** @param digits of every variable, its place in its domain */
  holds(digits: Int32Array): boolean {
    let row = 0;
    for (let at = 0; at < this.reads.length; at += 1)
      row += (digits[this.reads[at] ?? 0] ?? 0) * (this.#strides[at] ?? 0);
    return this.#rows[row] === 1;
  }
}

/** Every combination of the declared facts as one number, and conditions over them. */
export class FactSpace {
  /** Stored facts first, then outside ones, then `stage` and `settled`. */
  readonly variables: readonly Variable[];
  readonly stored: number;
  readonly outside: number;
  readonly stage: number;
  readonly strides: readonly number[];
  /** How many observations the outside facts have together. */
  readonly outsideSize: number;
  /** How many combinations the stored facts have, reachable or not. */
  readonly size: number;
  readonly #language: FactLanguage;
  readonly #tables = new Map<string, ConditionTable>();

  /** @param stages the paths of all innermost states */
  constructor(workflow: WorkflowSource, stages: readonly string[]) {
    const {facts} = workflow.meta;
    const variables = Object.entries(facts).map(([name, declaration]) => ({
      name,
      domain: domainOf(declaration),
    }));
    const isOutside = ({name}: Variable): boolean => facts[name]?.from === 'outside';
    const stored = variables.filter((variable) => !isOutside(variable));
    const outside = variables.filter(isOutside);
    this.stored = stored.length;
    this.outside = outside.length;
    this.outsideSize = outside.reduce((product, {domain}) => product * domain.length, 1);
    this.stage = variables.length;
    this.variables = [
      ...stored,
      ...outside,
      {name: 'stage', domain: stages},
      {name: 'settled', domain: [false, true]},
    ];
    const {strides, size} = mixedRadix(stored.map(({domain}) => domain.length));
    this.strides = strides;
    this.size = size;
    this.#language = new FactLanguage({
      ...facts,
      stage: {type: 'string', values: [...stages]},
      settled: {type: 'boolean'},
    });
  }

  indexOf(name: string): number {
    return this.variables.findIndex((variable) => variable.name === name);
  }

  encode(facts: Facts): number {
    let code = 0;
    for (let at = 0; at < this.stored; at += 1) {
      const {name, domain} = this.variables[at] ?? {name: '', domain: []};
      code += Math.max(0, domain.indexOf(facts[name] ?? '')) * (this.strides[at] ?? 0);
    }
    return code;
  }

  /** Writes the digits of the stored facts. */
  decode(code: number, digits: Int32Array): void {
    for (let at = 0; at < this.stored; at += 1)
      digits[at] = digitOf(code, this.strides[at], this.variables[at]?.domain.length ?? 1);
  }

  /** Writes the digits of the outside facts' `index`-th combination. */
  observe(index: number, digits: Int32Array): void {
    let rest = index;
    for (let at = this.stored; at < this.stored + this.outside; at += 1) {
      const {length} = this.variables[at]?.domain ?? [];
      digits[at] = rest % length;
      rest = floor(rest / length);
    }
  }

  facts(code: number): Facts {
    const digits = new Int32Array(this.variables.length);
    this.decode(code, digits);
    return this.#named(digits, 0, this.stored);
  }

  outsideFacts(index: number): Facts {
    const digits = new Int32Array(this.variables.length);
    this.observe(index, digits);
    return this.#named(digits, this.stored, this.stored + this.outside);
  }

  /** How many rows the truth table of an expression has. */
  rowsOf(expression: string): number {
    const words = wordsOf(expression);
    return this.variables.reduce(
      (rows, {name, domain}) => (words.has(name) ? rows * domain.length : rows),
      1,
    );
  }

  /** @throws FactError when the expression is no condition over the facts and the stage */
  table(expression: string): ConditionTable {
    let table = this.#tables.get(expression);
    if (!table) {
      table = new ConditionTable(expression, this.#language.compile(expression), this.variables);
      this.#tables.set(expression, table);
    }
    return table;
  }

  #named(digits: Int32Array, from: number, to: number): Facts {
    const entries = this.variables
      .slice(from, to)
      .map(({name, domain}, at) => [name, domain[digits[from + at] ?? 0] ?? false] as const);
    return Object.fromEntries(entries);
  }
}

function domainOf(declaration: FactDeclaration): FactValue[] {
  if (declaration.type === 'boolean') return [false, true];
  if (declaration.type === 'string') return [...(declaration.values ?? [])];
  const {minimum = 0, maximum = 0} = declaration;
  return Array.from({length: Math.max(0, maximum - minimum + 1)}, (_, at) => minimum + at);
}

const digitOf = (code: number, stride = 1, length = 1): number => floor(code / stride) % length;

function mixedRadix(lengths: readonly number[]): {strides: number[]; size: number} {
  const strides: number[] = [];
  let size = 1;
  for (const length of lengths) {
    strides.push(size);
    size *= length;
  }
  return {strides, size};
}
