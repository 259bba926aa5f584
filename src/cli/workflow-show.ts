import {durationInWords, placeOfTarget, readDefinition, statesOf, transitionsOf} from '../workflow';
import type {DefinitionSource, StateSource, WorkflowSource} from '../workflow';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {programmeFolder} from './workflow-folder';

export const workflowShow: Command = {
  name: 'workflow show',
  usage: 'PROGRAMME [--mermaid | --json]',
  summary:
    'the states of a programme, whom they wait for, how long, and who may do what there, as tables; as a Mermaid diagram; or as XState reads it',
  options: {mermaid: {type: 'boolean'}, json: {type: 'boolean'}},
  operands: true,
  run: (values, terminal, [programme, ...rest]) => {
    if (programme === undefined || rest.length > 0) throw new UsageError('name one programme');
    if (values['mermaid'] === true && values['json'] === true)
      throw new UsageError('--mermaid or --json, not both');
    const {source} = readDefinition(programmeFolder(terminal.root, programme));
    const {workflow} = source;
    if (values['json'] === true) terminal.print(JSON.stringify(workflow, null, 2));
    else terminal.print((values['mermaid'] === true ? mermaid(workflow) : tables(source)).join('\n'));
    return Promise.resolve(EXIT.fine);
  },
};

/** The states with their turns and deadlines, and what can be done in each. */
function tables({workflow, letters = {}}: DefinitionSource): string[] {
  const states = [...statesOf(workflow)].flatMap(({path, state: {meta, type}}) =>
    path === '' || type === 'history' || meta?.title === undefined
      ? []
      : [
          [
            path,
            meta.title,
            (meta.waitingFor ?? []).map(({role, when}) => (when ? `${role} (${when})` : role)).join('; '),
            meta.deadline === undefined ? '' : durationInWords(meta.deadline.after),
          ],
        ],
  );
  const actions = [...transitionsOf(workflow)].map(({state, type, transition: {guard, target, meta}}) => [
    state || 'everywhere',
    type,
    meta.by.join(', '),
    guard ?? '',
    target === undefined ? '' : placeOfTarget(workflow, state, target),
  ]);
  const written = Object.entries(letters).map(([name, {title, provenance}]) => [name, title, provenance]);
  return [
    `${workflow.meta.title} (${workflow.id}, version ${workflow.version})`,
    '',
    ...table(['STATE', 'TITLE', 'WAITS FOR', 'DUE AFTER'], states),
    '',
    ...table(['STATE', 'ACTION', 'BY', 'WHEN', 'LEADS TO'], actions),
    ...(written.length === 0 ? [] : ['', ...table(['LETTER', 'TITLE', 'FROM'], written)]),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? '').length)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A diagram of the states and the actions between them; what changes no state is left out. */
function mermaid(workflow: WorkflowSource): string[] {
  const name = (path: string): string => path.replace(/\W/g, '_');
  const inside = (path: string, source: StateSource, indent: string): string[] => {
    const states = Object.entries(source.states ?? {}).filter(([, {type}]) => type !== 'history');
    const begin = source.initial === undefined ? [] : [`[*] --> ${name(join(path, source.initial))}`];
    const between = source.type === 'parallel' ? ['--'] : [];
    const lines = states.map(([child, state]) => block(join(path, child), state, indent));
    return [
      ...begin.map((line) => indent + line),
      ...lines.flatMap((line, at) => (at > 0 ? [...between.map((bar) => indent + bar), ...line] : line)),
    ];
  };
  const block = (path: string, state: StateSource, indent: string): string[] => {
    const title = `${indent}state "${(state.meta?.title ?? path).replaceAll('"', "'")}" as ${name(path)}`;
    if (state.states === undefined) return [title];
    return [`${title} {`, ...inside(path, state, `${indent}  `), `${indent}}`];
  };
  const histories = new Set(
    [...statesOf(workflow)].flatMap(({path, state}) => (state.type === 'history' ? [path] : [])),
  );
  const end = (path: string): string => (histories.has(path) ? path.slice(0, path.lastIndexOf('.')) : path);
  const ways = [...transitionsOf(workflow)].flatMap(({state, type, transition: {target}}) =>
    target === undefined || state === ''
      ? []
      : [`  ${name(state)} --> ${name(end(placeOfTarget(workflow, state, target)))} : ${type}`],
  );
  return ['stateDiagram-v2', ...inside('', {...workflow, meta: {}}, '  '), ...new Set(ways)];
}

const join = (parent: string, name: string): string => (parent === '' ? name : `${parent}.${name}`);
