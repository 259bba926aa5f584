import {readDefinition, statesOf, transitionsOf} from '../workflow';
import type {WorkflowSource} from '../workflow';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {programmeFolder} from './workflow-folder';

export const workflowShow: Command = {
  name: 'workflow show',
  usage: 'PROGRAMME [--mermaid | --json]',
  summary: 'the states of a programme, whom they wait for, how long, and who may do what there',
  options: {mermaid: {type: 'boolean'}, json: {type: 'boolean'}},
  operands: true,
  run: (values, terminal, [programme, ...rest]) => {
    if (programme === undefined || rest.length > 0) throw new UsageError('name one programme');
    if (values['mermaid'] === true && values['json'] === true)
      throw new UsageError('--mermaid or --json, not both');
    const {workflow} = readDefinition(programmeFolder(terminal.root, programme)).source;
    if (values['json'] === true) terminal.print(JSON.stringify(workflow, null, 2));
    else terminal.print((values['mermaid'] === true ? mermaid(workflow) : table(workflow)).join('\n'));
    return Promise.resolve(EXIT.fine);
  },
};

function table(workflow: WorkflowSource): string[] {
  const actions = [...transitionsOf(workflow)];
  return [...statesOf(workflow)].flatMap(({path, state}) => {
    const own = actions.filter(({state: from}) => from === path);
    if (state.meta?.title === undefined && (own.length === 0 || path === '')) return [];
    const waits = (state.meta?.waitingFor ?? []).map(({role}) => role).join(', ');
    const due = state.meta?.deadline?.after;
    const lines = own.map(({type, transition}) => {
      const {guard, target, meta} = transition;
      const condition = guard === undefined ? '' : ` when ${guard}`;
      return `    ${type} (${meta.by.join(', ')})${condition}${target === undefined ? '' : ` -> ${target}`}`;
    });
    const head = `${path}  ${state.meta?.title ?? ''}`.trimEnd();
    return [
      `${head}${waits && `; waits for ${waits}`}${due === undefined ? '' : `; due after ${due}`}`,
      ...lines,
    ];
  });
}

/** A diagram of the states and the actions between them; what changes no state is left out. */
function mermaid(workflow: WorkflowSource): string[] {
  const name = (path: string): string => path.replace(/\W/g, '_');
  const paths = [...statesOf(workflow)].map(({path}) => path);
  const end = (from: string, target: string): string => {
    const parent = from.slice(0, Math.max(0, from.lastIndexOf('.')));
    const path = target.startsWith('#')
      ? target.slice(workflow.id.length + 2)
      : [target.startsWith('.') ? from : parent, target.replace(/^\./, '')].filter(Boolean).join('.');
    return paths.includes(path) ? path : from;
  };
  const ways = [...transitionsOf(workflow)].flatMap(({state, type, transition: {target}}) =>
    target === undefined || state === ''
      ? []
      : [`  ${name(state)} --> ${name(end(state, target))} : ${type}`],
  );
  return ['stateDiagram-v2', `  [*] --> ${name(workflow.initial ?? '')}`, ...new Set(ways)];
}
