import {createHash} from 'node:crypto';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import canonicalize from 'canonicalize';
import {DefinitionSource, JsonSchema, WorkflowSource} from '../domain/definition';
import {DefinitionFault} from '../domain/definition-fault';
import {SourcePath} from '../domain/transitions';
import {DefinitionText} from './definition-text';
import {readInstrument} from './read-instrument';
import {schemaFaults} from './schema-faults';
import {WorkflowError} from './workflow-error';

export interface ReadDefinition {
  readonly file: string;
  readonly source: DefinitionSource;
  readonly hash: string;
  /** Where it is not as the schema says, though it could be read. */
  readonly faults: readonly DefinitionFault[];
  /** `file:line:column` of a part of the source. */
  readonly locate: (at: SourcePath) => string;
}

const FILES = {workflow: 'workflow.yaml', forms: 'forms.yaml'} as const;

/** SHA-256, hex, of the definition's RFC 8785 canonical form; aliases are resolved, so that what is hashed is what is run. */
export function definitionHash(source: DefinitionSource): string {
  return createHash('sha256')
    .update(canonicalize(source) ?? '')
    .digest('hex');
}

/** Every programme's folder in `directory`; nothing is read. */
export function programmeFolders(directory: string): string[] {
  return readdirSync(directory, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, FILES.workflow)))
    .map((entry) => join(directory, entry.name));
}

/** Hashes of definitions that were held against the schema before: they are not held against it again. */
type Passed = ReadonlySet<string>;

/**
 * Reads every programme's folder below `directory`.
 *
 * @throws WorkflowError on a file that is no YAML 1.2 or lacks what every definition has
 */
export function readDefinitions(directory: string, passed?: Passed): ReadDefinition[] {
  return programmeFolders(directory).map((folder) => readDefinition(folder, passed));
}

/**
 * Reads one programme's folder.
 *
 * @throws WorkflowError on a file that is no YAML 1.2 or lacks what every definition has
 */
export function readDefinition(folder: string, passed: Passed = new Set()): ReadDefinition {
  const file = join(folder, FILES.workflow);
  const text = (name: string): DefinitionText => new DefinitionText(join(folder, name), name);
  const texts = {workflow: text(FILES.workflow), forms: text(FILES.forms)};
  const locate = ([part, ...at]: SourcePath): string =>
    texts[part === 'forms' ? part : 'workflow'].locate(at);
  const broken = Object.values(texts).flatMap(({faults}) => faults);
  if (broken.length > 0)
    throw new WorkflowError(
      file,
      broken.map(({place, fault}) => ({where: place, fault})),
    );
  const source: DefinitionSource = {
    workflow: texts.workflow.value as WorkflowSource,
    forms: (texts.forms.value ?? {}) as Record<string, JsonSchema>,
    instrument: readInstrument(folder)?.value ?? null,
  };
  const hash = definitionHash(source);
  const {faults, readable} = passed.has(hash) ? {faults: [], readable: true} : schemaFaults(source.workflow);
  if (!readable) throw new WorkflowError(file, faults, locate);
  return {file, source, hash, faults, locate};
}
