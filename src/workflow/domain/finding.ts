import {SourcePath} from './transitions';

/** Something that a definition lets happen and should not. */
export interface Finding {
  /** Where in the definition, dotted, as people call it. */
  readonly where: string;
  readonly finding: string;
  /** The shortest sequence of actions that shows it; empty where it shows at the beginning or without any. */
  readonly way: readonly string[];
  /** Where in the source of the workflow. */
  readonly at: SourcePath;
}
