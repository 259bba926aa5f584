import {basename} from 'node:path';
import {SourcePath} from '../domain/transitions';
import {DefinitionText} from './definition-text';
import {WorkflowError} from './workflow-error';

/** A YAML 1.2 file: its value, with aliases resolved, and where in it each part of the value stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** `line 3, column 5` of the part at `path`, or of the innermost part around it that is written out. */
  place(path: SourcePath): string;
}

/** @throws WorkflowError on a file that is no YAML 1.2 */
export function readYamlFile(file: string): YamlFile {
  const text = new DefinitionText(file, basename(file));
  if (text.faults.length > 0)
    throw new WorkflowError(
      file,
      text.faults.map(({place, fault}) => ({where: place, fault})),
    );
  return {file, value: text.value, place: (path) => text.place(path)};
}
