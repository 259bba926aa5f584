import {COMPARTMENTS, RELATIONS} from '../disclosure';
import {checkInstrumentOf} from '../reviews';
import {WorkflowError, checkBehaviour, checkDefinition, readDefinition} from '../workflow';
import {EXIT} from './command';
import type {Command, Terminal} from './command';
import {programmeFolder, programmeFolders, workflowDirectory} from './workflow-folder';

/** Stands for the features' own words, which are known only when the whole application starts. */
class AnyWord extends Set<string> {
  override has(): boolean {
    return true;
  }
}

const vocabulary = {
  effects: new AnyWord(),
  choices: new AnyWord(),
  uploads: new AnyWord(),
  relations: new Set<string>(RELATIONS),
  compartments: new Set<string>(COMPARTMENTS),
};

export const workflowCheck: Command = {
  name: 'workflow check',
  usage: '[FOLDER...]',
  summary:
    'explore every combination of state and facts and prove the properties of the programmes; exit code 1 with the shortest way to each finding',
  options: {},
  operands: true,
  run: (_values, terminal, operands) => {
    const folders =
      operands.length > 0
        ? operands.map((operand) => programmeFolder(terminal.root, operand))
        : programmeFolders(workflowDirectory(terminal.root));
    const sound = folders.map((folder) => isSound(folder, terminal));
    return Promise.resolve(sound.every(Boolean) ? EXIT.fine : EXIT.finding);
  },
};

function isSound(folder: string, terminal: Terminal): boolean {
  checkInstrumentOf(folder);
  const {file, source} = readDefinition(folder);
  const faults = checkDefinition(source, vocabulary);
  if (faults.length > 0) throw new WorkflowError(file, faults);
  const {findings, combinations, ways} = checkBehaviour(source.workflow);
  const {id, version, meta} = source.workflow;
  for (const {where, finding, way} of findings)
    terminal.print([`${id} ${where}: ${finding}`, ...way.map((action) => `    ${action}`)].join('\n'));
  const promises = meta.properties?.length ?? 0;
  const explored = `${combinations} combinations, ${ways} ways, ${promises} properties`;
  terminal.print(
    findings.length === 0
      ? `${id} ${version} is sound: ${explored}.`
      : `${id} ${version}: ${findings.length} findings in ${explored}.`,
  );
  return findings.length === 0;
}
