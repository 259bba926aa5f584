import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {WorkflowError} from './workflow-error';
import {YamlFile, readYamlFile} from './yaml-file';

/** Shipped beside the programmes: parts from which their instruments select. */
const LIBRARY = 'instruments';
/** Where the parts lie for a programme that is kept elsewhere. */
const SHIPPED = join(__dirname, '..', '..', '..', 'workflows');

/** Every instrument of the library in `directory`, each in a file of its own. */
export function readInstrumentLibrary(directory: string): YamlFile[] {
  const folder = join(directory, LIBRARY);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readYamlFile(join(folder, name)));
}

/**
 * The instrument of a programme's folder, with the parts that it selects under `parts`, so that nothing outside of the
 * definition is needed to understand it. Null when the programme has none.
 *
 * @throws WorkflowError on a file that is no YAML 1.2, or a part that does not exist
 */
export function readInstrument(folder: string): YamlFile | null {
  const file = join(folder, 'instrument.yaml');
  if (!existsSync(file)) return null;
  const own = readYamlFile(file);
  const uses = (own.value as {uses?: unknown} | null)?.uses;
  if (!Array.isArray(uses)) return own;
  const beside = join(folder, '..', LIBRARY);
  const library = existsSync(beside) ? beside : join(SHIPPED, LIBRARY);
  const parts = uses.map((name, index) => {
    const part = join(library, `${String(name)}.yaml`);
    if (/^[a-z0-9-]+$/.test(String(name)) && existsSync(part)) return readYamlFile(part).value;
    const fault = `there is no instrument ${String(name)}; known are ${readdirSync(library)
      .filter((entry) => entry.endsWith('.yaml'))
      .map((entry) => entry.replace('.yaml', ''))
      .join(', ')}`;
    throw new WorkflowError(file, [{where: own.place(['uses', index]), fault}]);
  });
  return {...own, value: {...(own.value as object), parts}};
}
