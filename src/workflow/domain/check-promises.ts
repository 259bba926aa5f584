import {SYSTEM} from './check-deadlines';
import {MaskWords} from './check-masking';
import {Report, unknownWord} from './definition-fault';
import {WorkflowSource} from './definition';
import {FactLanguage, wordsOf} from './facts';
import {SourcePath, statesOf, transitionsOf} from './transitions';

interface Words {
  readonly relations: ReadonlySet<string>;
  readonly compartments: ReadonlySet<string>;
  readonly masks: MaskWords;
}

/** Keys of a promise that hold a relation or several, an action, a condition, or either of the last two. */
const RELATIONS = ['by', 'only', 'relation', 'with'];
const ACTIONS = ['before', 'after', 'can', 'may'];
const OF_RELATIONS = new Set(['reveals', 'masks']);
const CONDITIONS = ['while', 'always', 'eventually', 'never', 'then'];

/** Names in the promises that nothing answers to: each would make its promise speak of nothing. */
export function checkPromises(
  workflow: WorkflowSource,
  {relations, compartments, masks}: Words,
  report: Report,
): void {
  const actions = new Set([...transitionsOf(workflow)].map(({type}) => type));
  const senders = new Set([...relations, SYSTEM]);
  const language = promiseLanguage(workflow);
  for (const [index, property] of (workflow.meta.properties ?? []).entries()) {
    const fields: Readonly<Record<string, unknown>> = {...property};
    const say = (key: string, fault: string, ...rest: SourcePath): void => {
      const at = ['meta', 'properties', index, key, ...rest];
      report(`meta.properties[${index}]`, at, `${property.title}: ${fault}`);
    };
    const condition = (key: string, expression: string): void => {
      const fault = language.fault(expression) ?? language.strayLiteral(expression);
      if (fault !== null) say(key, `condition "${expression}": ${fault}`);
    };
    for (const key of RELATIONS)
      for (const word of listOf(fields[key]))
        if (!senders.has(word)) say(key, unknownWord('relation', word, relations));
    for (const key of ACTIONS)
      for (const word of listOf(fields[key]))
        if (!actions.has(word)) say(key, unknownWord('action', word, actions));
    for (const key of ['compartment', 'except', 'see'])
      for (const word of listOf(fields[key]))
        if (!compartments.has(plain(word))) say(key, unknownWord('compartment', plain(word), compartments));
    for (const word of listOf(fields['masks']))
      if (!masks.hides.has(word)) say('masks', unknownWord('mask', word, [...masks.hides.keys()]));
    const either = 'before' in fields ? 'requires' : 'after' in fields && 'never' in fields ? 'never' : null;
    if (either !== null)
      for (const word of listOf(fields[either])) {
        if (actions.has(word)) continue;
        if (/^[A-Za-z]\w*$/.test(word) && language.fault(word) !== null)
          say(either, `${word} is no action and no condition; ${unknownWord('action', word, actions)}`);
        else condition(either, word);
      }
    const requiresAction = 'requires' in property && actions.has(property.requires);
    const afterwards = 'after' in property && 'never' in property;
    if (property.while !== undefined && (afterwards || requiresAction))
      say('while', 'this promise is of the whole life of a case: leave out `while`');
    for (const key of CONDITIONS)
      for (const word of listOf(fields[key]))
        if (key !== either && !(OF_RELATIONS.has(word) && 'relation' in fields)) condition(key, word);
  }
}

const listOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? (value as string[]) : [];

/** A word without what narrows it to one's own or to what was released. */
const plain = (word: string): string => word.replace(/^(own|released)\./, '');

/** The facts, and where a case is; also tells a text in quotes that no fact and no stage ever equals. */
function promiseLanguage(workflow: WorkflowSource) {
  const stages = [...statesOf(workflow)].map(({path}) => path);
  const language = new FactLanguage({
    ...workflow.meta.facts,
    stage: {type: 'string', values: stages},
    settled: {type: 'boolean'},
  });
  const values = Object.values(workflow.meta.facts).flatMap((fact) => fact.values ?? []);
  return {
    fault: (expression: string) => language.fault(expression),
    strayLiteral(expression: string): string | null {
      if (!wordsOf(expression).has('stage')) return null;
      const literals = [...expression.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? '');
      const stray = literals.find(
        (text) => !values.includes(text) && !stages.some((stage) => stage.startsWith(text)),
      );
      return stray === undefined ? null : unknownWord('stage', stray, stages.filter(Boolean));
    },
  };
}
