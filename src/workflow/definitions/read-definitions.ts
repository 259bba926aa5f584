import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import canonicalize from 'canonicalize';
import {parseDocument} from 'yaml';
import {DefinitionSource, JsonSchema, WorkflowSource} from '../domain/definition';
import {WorkflowError} from './workflow-error';

export interface ReadDefinition {
  readonly file: string;
  readonly source: DefinitionSource;
  readonly hash: string;
}

/** SHA-256, hex, of the definition's RFC 8785 canonical form. */
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
  const workflow = readYaml(file) as Partial<WorkflowSource> | null;
  const missing = ['id', 'version', 'meta', 'states'].filter((key) => !workflow || !(key in workflow));
  if (missing.length > 0)
    throw new WorkflowError(
      file,
      missing.map((key) => ({where: key, fault: 'is missing'})),
    );
  const source: DefinitionSource = {
    workflow: workflow as WorkflowSource,
    forms: readYaml(join(folder, 'forms.yaml')) as Record<string, JsonSchema>,
    instrument: readYaml(join(folder, 'instrument.yaml')),
  };
  return {file, source, hash: definitionHash(source)};
}

/** Aliases are resolved, so that what is hashed is what is run. */
function readYaml(file: string): unknown {
  if (!existsSync(file)) return file.endsWith('forms.yaml') ? {} : null;
  const document = parseDocument(readFileSync(file, 'utf8'), {prettyErrors: true});
  if (document.errors.length > 0)
    throw new WorkflowError(
      file,
      document.errors.map((error) => ({where: `line ${error.linePos?.[0].line ?? 1}`, fault: error.message})),
    );
  return JSON.parse(JSON.stringify(document.toJS())) as unknown;
}
