import {readFileSync} from 'node:fs';
import {LineCounter, isNode, parseDocument} from 'yaml';
import {WorkflowError} from './workflow-error';

/** A YAML 1.2 file: its value, with aliases resolved, and where in it each part of the value stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** `line 3, column 5` of the part at `path`, or of the innermost part around it that is written out. */
  place(path: readonly (string | number)[]): string;
}

/** @throws WorkflowError on a file that is no YAML 1.2 */
export function readYamlFile(file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), {lineCounter: lines, prettyErrors: true});
  const at = (offset: number): string => {
    const {line, col} = lines.linePos(offset);
    return `line ${line}, column ${col}`;
  };
  if (document.errors.length > 0)
    throw new WorkflowError(
      file,
      document.errors.map(({pos, message}) => ({where: at(pos[0]), fault: message})),
    );
  return {
    file,
    value: JSON.parse(JSON.stringify(document.toJS() ?? null)) as unknown,
    place(path) {
      for (let depth = path.length; depth > 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true);
        if (isNode(node) && node.range) return at(node.range[0]);
      }
      return at(document.contents?.range[0] ?? 0);
    },
  };
}
