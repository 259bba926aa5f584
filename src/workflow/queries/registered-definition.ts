import {ReadTransaction} from '../../platform/database/transaction';
import {definitionHash} from '../definitions/read-definitions';
import {WorkflowError} from '../definitions/workflow-error';
import {DefinitionSource} from '../domain/definition';
import {DefinitionRow, findDefinition} from '../persistence/definition-rows';

/** A version as it was registered. */
export interface RegisteredDefinition {
  readonly source: DefinitionSource;
  readonly hash: string;
}

/**
 * What is stored is what was registered.
 *
 * @throws WorkflowError when its hash is another one
 */
export function intact({id, version, hash, source}: DefinitionRow): RegisteredDefinition {
  if (definitionHash(source) === hash) return {source, hash};
  const fault = `was altered in the database after it was registered (its hash is not ${hash}): restore it from a backup`;
  throw new WorkflowError(`${id}@${version}`, [{where: 'workflow_definition', fault}]);
}

/** @returns null when no such version was ever registered here */
export async function registeredDefinition(
  tx: ReadTransaction,
  id: string,
  version: string,
): Promise<RegisteredDefinition | null> {
  const row = await tx.row(findDefinition, [id, version]);
  return row && intact(row);
}
