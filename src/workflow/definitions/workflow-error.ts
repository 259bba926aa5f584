import {SourcePath} from '../domain/transitions';

interface Fault {
  readonly where: string;
  readonly fault: string;
  readonly at?: SourcePath;
}

/** A definition cannot be used; names the file, every fault with its place, and so the fix. */
export class WorkflowError extends Error {
  /** @param locate gives `file:line:column` of a part of the source */
  constructor(
    readonly file: string,
    readonly faults: readonly Fault[],
    locate: (at: SourcePath) => string = () => '',
  ) {
    const lines = faults.map(({where, fault, at}) => {
      const place = at === undefined ? '' : locate(at);
      return `  ${place && `${place} `}${where}: ${fault}`;
    });
    super(`${file} cannot be used:\n${lines.join('\n')}`);
    this.name = 'WorkflowError';
  }
}
