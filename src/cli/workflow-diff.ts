import {diffDefinitions} from '../workflow';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {definitionNamed} from './workflow-versions';

export const workflowDiff: Command = {
  name: 'workflow diff',
  usage: 'A B',
  summary:
    'what changed between two definitions, in words; each a folder, a programme, or ID@VERSION; exit code 1 when they differ',
  options: {},
  operands: true,
  run: async (_values, terminal, [before, after, ...rest]) => {
    if (before === undefined || after === undefined || rest.length > 0)
      throw new UsageError('name two definitions');
    const [a, b] = [await definitionNamed(terminal, before), await definitionNamed(terminal, after)];
    const groups = diffDefinitions(a, b);
    const name = ({workflow: {id, version}}: typeof a): string => `${id} ${version}`;
    if (groups.length === 0) terminal.print(`${name(a)} and ${name(b)} say the same.`);
    else terminal.print(`From ${name(a)} to ${name(b)}:`);
    for (const {heading, changes} of groups)
      terminal.print(['', heading, ...changes.map((change) => `  ${change}`)].join('\n'));
    return groups.length === 0 ? EXIT.fine : EXIT.finding;
  },
};
