import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import canonicalize from 'canonicalize';
import {DefinitionSource, JsonSchema, Letter, WorkflowSource} from '../domain/definition';
import {DefinitionFault} from '../domain/definition-fault';
import {SourcePath} from '../domain/transitions';
import {DefinitionText} from './definition-text';
import {INSTRUMENT, instrumentFiles, libraryOf, readInstrument} from './read-instrument';
import {schemaFaults} from './schema-faults';
import {WorkflowError} from './workflow-error';

export interface ReadDefinition {
  readonly file: string;
  readonly source: DefinitionSource;
  readonly hash: string;
  /** SHA-256, hex, of all the texts that it was read from. */
  readonly texts: string;
  /** Where it is not as the schema says, though it could be read. */
  readonly faults: readonly DefinitionFault[];
  /** `file:line:column` of a part of the source. */
  readonly locate: (at: SourcePath) => string;
}

const FILES = {workflow: 'workflow.yaml', forms: 'forms.yaml', letters: 'letters.yaml'} as const;
type Part = keyof typeof FILES;

const isPart = (name: unknown): name is Part => typeof name === 'string' && Object.hasOwn(FILES, name);

/** SHA-256, hex, of the definition's RFC 8785 canonical form; aliases are resolved, so that what is hashed is what is run. */
export function definitionHash(source: DefinitionSource): string {
  return createHash('sha256')
    .update(canonicalize(source) ?? '')
    .digest('hex');
}

/** SHA-256, hex, of every text that a definition is read from, the library of instruments with it. */
function textsOf(folder: string): string {
  const hash = createHash('sha256');
  const own = [...Object.values(FILES), INSTRUMENT].map((name) => join(folder, name));
  for (const file of [...own.filter(existsSync), ...instrumentFiles(libraryOf(folder))]) {
    const text = readFileSync(file);
    hash.update(`${basename(file)} ${text.length} `).update(text);
  }
  return hash.digest('hex');
}

/** Every programme's folder in `directory`; nothing is read. */
export function programmeFolders(directory: string): string[] {
  return readdirSync(directory, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, FILES.workflow)))
    .map((entry) => join(directory, entry.name));
}

/** Definitions that were read before and are registered, by their texts: they are not read again. */
export type Registered = ReadonlyMap<string, {readonly source: DefinitionSource; readonly hash: string}>;

/**
 * Reads every programme's folder below `directory`.
 *
 * @throws WorkflowError on a file that is no YAML 1.2 or lacks what every definition has
 */
export function readDefinitions(directory: string, registered?: Registered): ReadDefinition[] {
  return programmeFolders(directory).map((folder) => readDefinition(folder, registered));
}

/**
 * Reads one programme's folder.
 *
 * @throws WorkflowError on a file that is no YAML 1.2 or lacks what every definition has
 */
export function readDefinition(folder: string, registered: Registered = new Map()): ReadDefinition {
  const file = join(folder, FILES.workflow);
  const read = textsOf(folder);
  const known = registered.get(read);
  if (known)
    return {
      file,
      source: known.source,
      hash: known.hash,
      texts: read,
      faults: [],
      locate: (at) => readDefinition(folder).locate(at),
    };
  const text = (name: string): DefinitionText => new DefinitionText(join(folder, name), name);
  const texts = {workflow: text(FILES.workflow), forms: text(FILES.forms), letters: text(FILES.letters)};
  const locate = ([part, ...at]: SourcePath): string => texts[isPart(part) ? part : 'workflow'].locate(at);
  const broken = Object.values(texts).flatMap(({faults}) => faults);
  if (broken.length > 0)
    throw new WorkflowError(
      file,
      broken.map(({place, fault}) => ({where: place, fault})),
    );
  const letters = texts.letters.value as Readonly<Record<string, Letter>> | null;
  const source: DefinitionSource = {
    workflow: texts.workflow.value as WorkflowSource,
    forms: (texts.forms.value ?? {}) as Record<string, JsonSchema>,
    instrument: readInstrument(folder)?.value ?? null,
    ...(letters !== null && {letters}),
  };
  const hash = definitionHash(source);
  const {faults, readable} = schemaFaults(source.workflow);
  if (!readable) throw new WorkflowError(file, faults, locate);
  return {file, source, hash, texts: read, faults, locate};
}
