import {createHash} from 'node:crypto';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import canonicalize from 'canonicalize';
import {DefinitionSource, JsonSchema, WorkflowSource} from '../domain/definition';
import {readInstrument} from './read-instrument';
import {WorkflowError} from './workflow-error';
import {readYamlFile} from './yaml-file';

export interface ReadDefinition {
  readonly file: string;
  readonly source: DefinitionSource;
  readonly hash: string;
}

/** SHA-256, hex, of the definition's RFC 8785 canonical form; aliases are resolved, so that what is hashed is what is run. */
export function definitionHash(source: DefinitionSource): string {
  return createHash('sha256')
    .update(canonicalize(source) ?? '')
    .digest('hex');
}

/**
 * Reads every programme's folder below `directory`.
 *
 * @throws WorkflowError on a file that is no YAML 1.2 or lacks what every definition has
 */
export function readDefinitions(directory: string): ReadDefinition[] {
  return readdirSync(directory, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, 'workflow.yaml')))
    .map((entry) => readDefinition(join(directory, entry.name)));
}

/**
 * Reads one programme's folder.
 *
 * @throws WorkflowError on a file that is no YAML 1.2 or lacks what every definition has
 */
export function readDefinition(folder: string): ReadDefinition {
  const file = join(folder, 'workflow.yaml');
  const workflow = readYamlFile(file).value as Partial<WorkflowSource> | null;
  const missing = ['id', 'version', 'meta', 'states'].filter((key) => !workflow || !(key in workflow));
  if (missing.length > 0)
    throw new WorkflowError(
      file,
      missing.map((key) => ({where: key, fault: 'is missing'})),
    );
  const forms = join(folder, 'forms.yaml');
  const source: DefinitionSource = {
    workflow: workflow as WorkflowSource,
    forms: existsSync(forms) ? (readYamlFile(forms).value as Record<string, JsonSchema>) : {},
    instrument: readInstrument(folder)?.value ?? null,
  };
  return {file, source, hash: definitionHash(source)};
}
