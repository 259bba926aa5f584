import {checkInstrumentOf} from '../reviews';
import {WorkflowError, checkBehaviour, definitionFaults, programmeFolders, readDefinition} from '../workflow';
import {EXIT} from './command';
import type {Command, Terminal} from './command';
import {FEATURE_VOCABULARY} from './feature-words';
import {programmeFolder, workflowDirectory} from './workflow-folder';

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
    const sound = folders.map((folder) => tried(folder, terminal));
    return Promise.resolve(sound.every(Boolean) ? EXIT.fine : EXIT.finding);
  },
};

/** A definition that cannot be read keeps no other from being checked. */
function tried(folder: string, terminal: Terminal): boolean {
  try {
    return isSound(folder, terminal);
  } catch (error) {
    if (!(error instanceof WorkflowError)) throw error;
    terminal.warn(error.message);
    return false;
  }
}

function isSound(folder: string, terminal: Terminal): boolean {
  checkInstrumentOf(folder);
  const definition = readDefinition(folder);
  const {file, source, locate} = definition;
  const faults = definitionFaults(definition, FEATURE_VOCABULARY);
  if (faults.length > 0) throw new WorkflowError(file, faults, locate);
  const began = performance.now();
  const {findings, exploration} = checkBehaviour(source.workflow);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const {id, version, meta} = source.workflow;
  for (const {where, finding, way, at} of findings) {
    const place = locate(['workflow', ...at]);
    terminal.print(
      [`${id} ${place} ${where}: ${finding}`, ...way.map((action) => `    ${action}`)].join('\n'),
    );
  }
  const explored = `${exploration?.size ?? 0} combinations, ${exploration?.edgeCount ?? 0} ways, ${meta.properties?.length ?? 0} properties, ${seconds} s`;
  terminal.print(
    findings.length === 0
      ? `${id} ${version} is sound: ${explored}.`
      : `${id} ${version}: ${findings.length} findings in ${explored}.`,
  );
  return findings.length === 0;
}
