import {createMachine} from 'xstate';
import {SYSTEM, checkDeadlines} from './check-deadlines';
import {DefinitionSource, StateSource, WorkflowSource} from './definition';
import {PLACE_WORDS} from './fact-space';
import {FactLanguage, domainFault} from './facts';
import {statesOf, transitionsOf} from './transitions';

/** The words that a definition may use because some part of the product answers to them. */
export interface Vocabulary {
  readonly effects: ReadonlySet<string>;
  readonly relations: ReadonlySet<string>;
  readonly compartments: ReadonlySet<string>;
  readonly choices: ReadonlySet<string>;
  readonly uploads: ReadonlySet<string>;
}

export interface DefinitionFault {
  readonly where: string;
  readonly fault: string;
}

const GENERATED_FORMS = ['instrument'];
const RESERVED = /^(xstate|done|error)\.|^__proto__$|^constructor$|^prototype$/;

/** All faults of a definition at once; an empty list means that it may be loaded. */
export function checkDefinition(source: DefinitionSource, vocabulary: Vocabulary): DefinitionFault[] {
  const {workflow, forms} = source;
  const faults: DefinitionFault[] = [];
  const report = (where: string, fault: string): void => void faults.push({where, fault});
  const need = (set: ReadonlySet<string>, word: string, where: string, kind: string): void => {
    if (!set.has(word)) report(where, `${kind} ${word} does not exist; known are ${[...set].join(', ')}`);
  };

  if (!/^[a-z][a-z0-9-]*$/.test(workflow.id)) report('id', 'use small letters, digits and hyphens');
  if (typeof workflow.version !== 'string') report('version', `write it as text: version: '1'`);
  checkStates(workflow, report);
  checkDeadlines(workflow, report);

  const language = new FactLanguage(workflow.meta.facts);
  const condition = (when: string | undefined, where: string): void => {
    const fault = when === undefined ? null : language.fault(when);
    if (fault) report(where, `condition "${String(when)}": ${fault}`);
  };
  for (const [name, declaration] of Object.entries(workflow.meta.facts)) {
    if (PLACE_WORDS.includes(name)) report(`meta.facts.${name}`, 'this word says where a case is');
    if (declaration.from === 'outside') continue;
    const fault = domainFault(declaration, declaration.initial);
    if (fault) report(`meta.facts.${name}`, `its initial value ${fault}`);
  }
  for (const [relation, rules] of Object.entries(workflow.meta.reveals)) {
    need(vocabulary.relations, relation, 'meta.reveals', 'relation');
    for (const {see, when} of rules) {
      condition(when, `meta.reveals.${relation}`);
      for (const compartment of see)
        need(
          vocabulary.compartments,
          compartment.replace(/^(own|released)\./, ''),
          `meta.reveals.${relation}`,
          'compartment',
        );
    }
  }
  for (const [relation, {keeps}] of Object.entries(workflow.meta.limiting)) {
    for (const word of [relation, ...keeps]) need(vocabulary.relations, word, 'meta.limiting', 'relation');
  }

  for (const superior of Object.values(workflow.meta.superiors ?? {}))
    need(vocabulary.relations, superior, 'meta.superiors', 'role');

  const formNames = new Set([...Object.keys(forms), ...GENERATED_FORMS]);
  need(formNames, workflow.meta.referral.form, 'meta.referral', 'form');
  for (const {state, type, transition} of transitionsOf(workflow)) {
    const where = `${state || workflow.id}.on.${type}`;
    if (RESERVED.test(type)) report(where, 'this action type is reserved');
    condition(transition.guard, where);
    condition(transition.meta.ensures, where);
    for (const effect of transition.actions ?? []) need(vocabulary.effects, effect, where, 'action');
    const bySystem = transition.meta.by.includes(SYSTEM);
    for (const relation of transition.meta.by)
      if (relation !== SYSTEM) need(vocabulary.relations, relation, where, 'role');
    if (transition.meta.by.length === 0) report(where, 'nobody may send it: name the roles under meta.by');
    if (transition.meta.form !== undefined) need(formNames, transition.meta.form, where, 'form');
    if (transition.meta.upload !== undefined)
      need(vocabulary.uploads, transition.meta.upload, where, 'upload');
    if (!bySystem && (transition.meta.form === undefined) === (transition.meta.upload === undefined))
      report(where, 'name either a form or an upload under meta');
    for (const [name, change] of Object.entries(transition.meta.sets ?? {})) {
      const declaration = workflow.meta.facts[name];
      if (!declaration) report(where, `fact ${name} is not declared`);
      else if (declaration.from === 'outside') report(where, `fact ${name} is observed, so it cannot be set`);
      else if (change !== 'any' && typeof change !== 'object' && domainFault(declaration, change))
        report(where, `fact ${name} cannot become ${String(change)}`);
    }
  }
  for (const {where, choice} of choicesIn(forms)) need(vocabulary.choices, choice, where, 'x-choices');
  return faults;
}

function checkStates(workflow: WorkflowSource, report: (where: string, fault: string) => void): void {
  for (const {path, state} of statesOf(workflow)) {
    if ('after' in state) report(path, '`after` is lost on restore: use meta.deadline');
    if ('always' in state) report(path, '`always` is not supported here: let the action name its target');
    if ('invoke' in state || 'entry' in state || 'exit' in state)
      report(path, 'invoke, entry and exit are not supported: name actions on transitions');
    const children = Object.keys(state.states ?? {});
    if (children.length > 0 && state.type !== 'parallel' && !children.includes(state.initial ?? ''))
      report(path || workflow.id, `initial must be one of ${children.join(', ')}`);
    if (isLeaf(state) && (!state.meta?.title || !state.meta.progress))
      report(path, 'meta.title and meta.progress are missing');
  }
  try {
    createMachine(structuredClone(workflow) as unknown as Parameters<typeof createMachine>[0]);
  } catch (error) {
    report(workflow.id, error instanceof Error ? error.message : String(error));
  }
}

const isLeaf = (state: StateSource): boolean => state.states === undefined && state.type !== 'history';

function* choicesIn(node: unknown, where = 'forms'): Generator<{where: string; choice: string}> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'x-choices' && typeof value === 'string') yield {where, choice: value};
    else yield* choicesIn(value, `${where}.${key}`);
  }
}
