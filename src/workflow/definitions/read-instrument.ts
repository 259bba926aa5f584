import {existsSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {WorkflowError} from './workflow-error';
import {YamlFile, readYamlFile} from './yaml-file';

/** The instrument of a programme, in its folder. */
export const INSTRUMENT = 'instrument.yaml';
/** Shipped beside the programmes: parts from which their instruments select. */
const LIBRARY = 'instruments';
/** Where the parts lie for a programme that is kept elsewhere. */
const SHIPPED = join(__dirname, '..', '..', '..', 'workflows');

/** Every instrument of the library in `directory`, each in a file of its own. */
export function readInstrumentLibrary(directory: string): YamlFile[] {
  return instrumentFiles(join(directory, LIBRARY)).map(readYamlFile);
}

/** The files of a library, by name; none where there is no such folder. */
export function instrumentFiles(library: string): string[] {
  if (!existsSync(library)) return [];
  return readdirSync(library)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(library, name));
}

/** The library from which the instrument of a programme's folder selects: the one beside it, else the shipped one. */
export function libraryOf(folder: string): string {
  const beside = join(folder, '..', LIBRARY);
  return existsSync(beside) ? beside : join(SHIPPED, LIBRARY);
}

/**
 * The instrument of a programme's folder, with the parts that it selects under `parts`, so that nothing outside of the
 * definition is needed to understand it. Null when the programme has none.
 *
 * @throws WorkflowError on a file that is no YAML 1.2, or a part that does not exist
 */
export function readInstrument(folder: string): YamlFile | null {
  const file = join(folder, INSTRUMENT);
  if (!existsSync(file)) return null;
  const own = readYamlFile(file);
  const uses = (own.value as {uses?: unknown} | null)?.uses;
  if (!Array.isArray(uses)) return own;
  const library = libraryOf(folder);
  const parts = uses.map((name, index) => {
    const part = join(library, `${String(name)}.yaml`);
    if (/^[a-z0-9-]+$/.test(String(name)) && existsSync(part)) return readYamlFile(part).value;
    const fault = `there is no instrument ${String(name)}; known are ${instrumentFiles(library)
      .map((path) => basename(path, '.yaml'))
      .join(', ')}`;
    throw new WorkflowError(file, [{where: own.place(['uses', index]), fault}]);
  });
  return {...own, value: {...(own.value as object), parts}};
}
