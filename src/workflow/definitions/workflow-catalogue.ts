import {Workflow, compileWorkflow} from '../domain/compile-workflow';
import {DefinitionSource} from '../domain/definition';
import {Vocabulary} from '../domain/check-definition';
import {definitionFaults} from './definition-faults';
import {ReadDefinition, definitionHash} from './read-definitions';
import {WorkflowError} from './workflow-error';

/** The workflows that are offered now, and every version under which some case still runs. */
export class WorkflowCatalogue {
  readonly #current = new Map<string, Workflow>();
  readonly #all = new Map<string, Workflow>();

  /** @throws WorkflowError with every fault of the definition */
  offer(definition: ReadDefinition, vocabulary: Vocabulary): Workflow {
    const {file, source, hash, locate} = definition;
    const faults = definitionFaults(definition, vocabulary);
    if (faults.length > 0) throw new WorkflowError(file, faults, locate);
    const workflow = this.keep(source, hash);
    this.#current.set(workflow.id, workflow);
    return workflow;
  }

  /** Keeps a stored version for the cases that run under it. */
  keep(source: DefinitionSource, hash = definitionHash(source)): Workflow {
    const workflow = compileWorkflow(source, hash);
    this.#all.set(key(workflow.id, workflow.version), workflow);
    return workflow;
  }

  /** In the order in which their definitions ask to be listed. */
  get current(): readonly Workflow[] {
    const place = ({meta}: Workflow): number => meta.order ?? Number.POSITIVE_INFINITY;
    return [...this.#current.values()].sort((one, other) => place(one) - place(other) || 0);
  }

  offered(id: string): Workflow | undefined {
    return this.#current.get(id);
  }

  has(id: string, version: string): boolean {
    return this.#all.has(key(id, version));
  }

  /** @throws Error when no such version was ever registered here */
  version(id: string, version: string): Workflow {
    const workflow = this.#all.get(key(id, version));
    if (!workflow) throw new Error(`workflow ${id} ${version} is not registered`);
    return workflow;
  }

  /** Whether some workflow knows this action type. */
  knowsAction(type: string): boolean {
    return [...this.#all.values()].some(({actionTypes}) => actionTypes.has(type));
  }
}

const key = (id: string, version: string): string => `${id} ${version}`;
