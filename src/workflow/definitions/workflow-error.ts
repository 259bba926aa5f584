import {DefinitionFault} from '../domain/check-definition';

/** A definition cannot be used; names the file, every fault, and so the fix. */
export class WorkflowError extends Error {
  constructor(
    readonly file: string,
    readonly faults: readonly DefinitionFault[],
  ) {
    super(`${file} cannot be used:\n${faults.map(({where, fault}) => `  ${where}: ${fault}`).join('\n')}`);
    this.name = 'WorkflowError';
  }
}
