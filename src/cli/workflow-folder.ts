import {existsSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {UsageError} from './command';

/** Where the shipped programmes lie. */
export const workflowDirectory = (root: string): string => join(root, 'workflows');

/**
 * The programme's folder that an operand means: the folder itself, its workflow.yaml, or a shipped programme's name.
 *
 * @throws UsageError when there is none
 */
export function programmeFolder(root: string, operand: string): string {
  const folder = basename(operand) === 'workflow.yaml' ? dirname(operand) : operand;
  const found = [folder, join(workflowDirectory(root), operand)].find((path) =>
    existsSync(join(path, 'workflow.yaml')),
  );
  if (found === undefined) throw new UsageError(`there is no workflow.yaml in ${operand}`);
  return found;
}
