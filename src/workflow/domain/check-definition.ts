import {SYSTEM, checkDeadlines} from './check-deadlines';
import {MaskWords, checkMasking} from './check-masking';
import {checkPromises} from './check-promises';
import {checkShape} from './check-shape';
import {ActionMeta, DefinitionSource, WorkflowSource} from './definition';
import {DefinitionFault, Report, unknownWord} from './definition-fault';
import {PLACE_WORDS} from './fact-space';
import {FactChanges, FactLanguage, domainFault, wordsOf} from './facts';
import {letterFaults} from './letters';
import {TURN_NAMES} from './turns';
import {LocatedTransition, SourcePath, alwaysIn, stateAt, statesOf, transitionsOf} from './transitions';

/** The words that a definition may use because some part of the product answers to them. */
export interface Vocabulary {
  readonly effects: ReadonlySet<string>;
  /** The facts for which an effect supplies a value. */
  readonly supplies: ReadonlyMap<string, readonly string[]>;
  readonly relations: ReadonlySet<string>;
  readonly compartments: ReadonlySet<string>;
  readonly masks: MaskWords;
  readonly choices: ReadonlySet<string>;
  readonly uploads: ReadonlySet<string>;
}

/** The instrument whole, and in the two steps in which it is answered where the outcome is masked. */
const GENERATED_FORMS = ['instrument', 'instrument-process', 'instrument-outcome'];
const RESERVED = /^(xstate|done|error)\.|^__proto__$|^constructor$|^prototype$|\*/;

/** All faults of a definition at once; an empty list means that it may be loaded. */
export function checkDefinition(source: DefinitionSource, vocabulary: Vocabulary): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  const {workflow, forms} = source;
  const report: Report = (where, at, fault) => void faults.push({where, fault, at: ['workflow', ...at]});
  if (!/^[a-z][a-z0-9-]*$/.test(workflow.id)) report('id', ['id'], 'use small letters, digits and hyphens');
  if (typeof workflow.version !== 'string') report('version', ['version'], `write it as text: version: '1'`);
  checkShape(workflow, report);
  checkDeadlines(workflow, report);
  checkFacts(workflow, report);
  const check = new WordCheck(source, vocabulary, report);
  check.sights();
  checkMasking(workflow, vocabulary, report);
  check.form(workflow.meta.referral.form, 'meta.referral', ['meta', 'referral', 'form']);
  for (const transition of transitionsOf(workflow)) check.transition(transition);
  check.states();
  checkPromises(workflow, vocabulary, report);
  for (const {at, choice} of choicesIn(forms))
    if (!vocabulary.choices.has(choice))
      faults.push({where: at.join('.'), fault: unknownWord('x-choices', choice, vocabulary.choices), at});
  return [...faults, ...letterFaults(source)];
}

/** Of one fact: all of them are written out where conditions are tried. */
const MOST_VALUES = 10_000;

function checkFacts({meta}: WorkflowSource, report: Report): void {
  for (const [name, declaration] of Object.entries(meta.facts)) {
    const [where, at] = [`meta.facts.${name}`, ['meta', 'facts', name]];
    if (PLACE_WORDS.includes(name)) report(where, at, 'this word says where a case is');
    const {minimum = 0, maximum = 0} = declaration;
    if (maximum - minimum >= MOST_VALUES)
      report(where, at, `more than ${MOST_VALUES} values: bring minimum and maximum together`);
    if (declaration.from === 'outside') continue;
    const fault = domainFault(declaration, declaration.initial);
    if (fault) report(where, [...at, 'initial'], `its initial value ${fault}`);
  }
}

/** Holds each word of a definition against those that exist. */
class WordCheck {
  readonly #workflow: WorkflowSource;
  readonly #vocabulary: Vocabulary;
  readonly #report: Report;
  readonly #forms: ReadonlySet<string>;
  readonly #language: FactLanguage;

  constructor({workflow, forms}: DefinitionSource, vocabulary: Vocabulary, report: Report) {
    this.#workflow = workflow;
    this.#vocabulary = vocabulary;
    this.#report = report;
    this.#forms = new Set([...Object.keys(forms), ...GENERATED_FORMS]);
    this.#language = new FactLanguage(workflow.meta.facts);
  }

  form(name: string, where: string, at: SourcePath): void {
    if (!this.#forms.has(name)) this.#report(where, at, unknownWord('form', name, this.#forms));
  }

  /** Who sees what, and whom a relation keeps from it. */
  sights(): void {
    const {relations, compartments} = this.#vocabulary;
    for (const [relation, rules] of Object.entries(this.#workflow.meta.reveals)) {
      const [where, at] = ['meta.reveals', ['meta', 'reveals', relation]];
      this.#need('relation', relation, {known: relations, where, at});
      for (const [index, {see, when}] of rules.entries()) {
        this.#condition(when, `meta.reveals.${relation}`, [...at, index, 'when']);
        for (const [place, word] of see.entries())
          this.#need('compartment', word.replace(/^(own|released)\./, ''), {
            known: compartments,
            where: `meta.reveals.${relation}`,
            at: [...at, index, 'see', place],
          });
      }
    }
    for (const [relation, {keeps}] of Object.entries(this.#workflow.meta.limiting)) {
      const [where, at] = ['meta.limiting', ['meta', 'limiting', relation]];
      for (const word of [relation, ...keeps]) this.#need('relation', word, {known: relations, where, at});
    }
    for (const [role, superior] of Object.entries(this.#workflow.meta.superiors ?? {})) {
      const [where, at] = ['meta.superiors', ['meta', 'superiors', role]];
      this.#need('role', superior, {known: relations, where, at});
    }
  }

  transition({state, type, transition, at}: LocatedTransition): void {
    const where = `${state || this.#workflow.id}.on.${type}`;
    const {actions = [], guard, meta} = transition;
    const {effects, relations, uploads} = this.#vocabulary;
    if (RESERVED.test(type)) this.#report(where, at, 'this action type is reserved');
    this.#condition(guard, where, [...at, 'guard']);
    this.#condition(meta.ensures, where, [...at, 'meta', 'ensures']);
    for (const [index, effect] of actions.entries())
      this.#need('action', effect, {known: effects, where, at: [...at, 'actions', index]});
    const senders = new Set([...relations, SYSTEM]);
    for (const [index, relation] of meta.by.entries())
      this.#need('role', relation, {known: senders, where, at: [...at, 'meta', 'by', index]});
    if (meta.by.length === 0)
      this.#report(where, [...at, 'meta', 'by'], 'nobody may send it: name the roles under meta.by');
    if (meta.form !== undefined) this.form(meta.form, where, [...at, 'meta', 'form']);
    if (meta.upload !== undefined)
      this.#need('upload', meta.upload, {known: uploads, where, at: [...at, 'meta', 'upload']});
    if (!meta.by.includes(SYSTEM) && (meta.form === undefined) === (meta.upload === undefined))
      this.#report(where, [...at, 'meta'], 'name either a form or an upload under meta');
    this.#changes(meta.sets, where, [...at, 'meta', 'sets']);
    this.#supplied(meta.sets ?? {}, actions, {where, at: [...at, 'meta', 'sets']});
  }

  /** A value that nobody supplies, or that nothing is to take, would make the action fail for whoever sends it. */
  #supplied(
    sets: FactChanges,
    effects: readonly string[],
    {where, at}: {where: string; at: SourcePath},
  ): void {
    const supplied = new Set(effects.flatMap((effect) => this.#vocabulary.supplies.get(effect) ?? []));
    for (const [fact, change] of Object.entries(sets))
      if (change === 'any' && !supplied.has(fact))
        this.#report(where, [...at, fact], `none of its actions supplies fact ${fact}: give it a value`);
    for (const fact of supplied)
      if (sets[fact] !== 'any')
        this.#report(where, at, `its actions supply fact ${fact}: say under meta.sets that it becomes any`);
  }

  /** What states leave by themselves, and whom they wait for. */
  states(): void {
    const roles = new Set([...this.#vocabulary.relations, ...TURN_NAMES]);
    for (const {path, state} of statesOf(this.#workflow)) {
      for (const {transition, at} of alwaysIn(state)) {
        const [where, place] = [`${path || this.#workflow.id}.always`, [...stateAt(path), ...at]];
        this.#condition(transition.guard, where, [...place, 'guard']);
        this.#eventless(transition, where, place);
      }
      for (const [index, {role, when}] of (path === '' ? [] : (state.meta?.waitingFor ?? [])).entries()) {
        const at = [...stateAt(path), 'meta', 'waitingFor', index];
        this.#need('role', role, {known: roles, where: path, at: [...at, 'role']});
        this.#condition(when, path, [...at, 'when']);
      }
    }
  }

  /** Nobody acts, so nothing can be carried out, supplied or observed. */
  #eventless(
    transition: {readonly guard?: string; readonly meta?: Pick<ActionMeta, 'sets'>},
    where: string,
    at: SourcePath,
  ): void {
    const outside = [...wordsOf(transition.guard ?? '')].filter(
      (word) => this.#workflow.meta.facts[word]?.from === 'outside',
    );
    for (const fact of outside)
      this.#report(
        where,
        [...at, 'guard'],
        `fact ${fact} is observed when somebody acts: \`always\` cannot ask it`,
      );
    if ('actions' in transition)
      this.#report(
        where,
        [...at, 'actions'],
        '`always` carries out nothing: name actions where somebody acts',
      );
    const sets = transition.meta?.sets ?? {};
    for (const [fact, change] of Object.entries(sets))
      if (change === 'any')
        this.#report(where, [...at, 'meta', 'sets', fact], `nobody supplies fact ${fact}: give it a value`);
    this.#changes(sets, where, [...at, 'meta', 'sets']);
  }

  #changes(sets: FactChanges = {}, where: string, at: SourcePath): void {
    const {facts} = this.#workflow.meta;
    for (const [name, change] of Object.entries(sets)) {
      const declaration = facts[name];
      const say = (fault: string): void => {
        this.#report(where, [...at, name], fault);
      };
      if (!declaration) say(`fact ${name} is not declared; ${unknownWord('fact', name, Object.keys(facts))}`);
      else if (declaration.from === 'outside') say(`fact ${name} is observed, so it cannot be set`);
      else if (change !== 'any' && typeof change !== 'object' && domainFault(declaration, change))
        say(`fact ${name} cannot become ${String(change)}`);
    }
  }

  #condition(when: string | undefined, where: string, at: SourcePath): void {
    const fault = when === undefined ? null : this.#language.fault(when);
    if (fault) this.#report(where, at, `condition "${String(when)}": ${fault}`);
  }

  #need(
    kind: string,
    word: string,
    {known, where, at}: {known: ReadonlySet<string>; where: string; at: SourcePath},
  ) {
    if (!known.has(word)) this.#report(where, at, unknownWord(kind, word, known));
  }
}

function* choicesIn(node: unknown, at: SourcePath = ['forms']): Generator<{at: SourcePath; choice: string}> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'x-choices' && typeof value === 'string') yield {at: [...at, key], choice: value};
    else yield* choicesIn(value, [...at, key]);
  }
}
