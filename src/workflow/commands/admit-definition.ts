import {AuditedTransaction, INSTALLATION, configurationRecord} from '../../audit';
import {ReadDatabase} from '../../platform/database/read-database';
import {WriteTransaction} from '../../platform/database/transaction';
import {definitionFaults} from '../definitions/definition-faults';
import {ReadDefinition} from '../definitions/read-definitions';
import {WorkflowError} from '../definitions/workflow-error';
import {checkBehaviour} from '../domain/check-behaviour';
import {Vocabulary} from '../domain/check-definition';
import {findDefinition, insertDefinition} from '../persistence/definition-rows';

/** @throws WorkflowError when the definition lets happen what it should not, with the shortest way to it */
export function refuseUnsound({file, source, locate}: ReadDefinition): void {
  const {findings} = checkBehaviour(source.workflow);
  if (findings.length === 0) return;
  const faults = findings.map(({where, finding, way, at}) => ({
    where,
    fault: [finding, ...way].join('\n      '),
    at: ['workflow', ...at],
  }));
  throw new WorkflowError(file, faults, locate);
}

/** @throws WorkflowError when that version is registered with other content */
export function refuseChanged(
  {file, source, hash, locate}: ReadDefinition,
  known: {readonly hash: string} | null | undefined,
): void {
  if (!known || known.hash === hash) return;
  const {version} = source.workflow;
  const fault = `was changed, but version '${version}' is registered already: give it a new version`;
  throw new WorkflowError(file, [{where: 'version', fault, at: ['workflow', 'version']}], locate);
}

/** Keeps a definition in the database, for the cases that will run under it. */
export async function registerDefinition(
  transaction: AuditedTransaction,
  {source, hash, texts}: ReadDefinition,
  now: Date,
): Promise<void> {
  const {id, version} = source.workflow;
  await transaction.run(INSTALLATION, async (tx: WriteTransaction) => {
    await tx.write(insertDefinition, [id, version, hash, JSON.stringify(source), texts, now]);
    const event = {type: 'workflowRegistered', action: 'C', on: id, details: {version, hash}} as const;
    return {result: undefined, records: [configurationRecord('system', event)]};
  });
}

/**
 * Whether a definition from elsewhere is new here, after every check that a start makes of those in its folder.
 *
 * @throws WorkflowError with everything that is wrong; nothing was registered then
 */
export async function admitDefinition(
  database: ReadDatabase,
  definition: ReadDefinition,
  vocabulary: Vocabulary,
): Promise<boolean> {
  const {file, source, locate} = definition;
  const faults = definitionFaults(definition, vocabulary);
  if (faults.length > 0) throw new WorkflowError(file, faults, locate);
  const {id, version} = source.workflow;
  const known = await database.read((tx) => tx.row(findDefinition, [id, version]));
  refuseChanged(definition, known);
  if (!known) refuseUnsound(definition);
  return !known;
}
