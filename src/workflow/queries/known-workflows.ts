import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {WorkflowCatalogue} from '../definitions/workflow-catalogue';
import {Workflow} from '../domain/compile-workflow';
import {findVersions} from '../persistence/definition-rows';
import {registeredDefinition} from './registered-definition';

/**
 * The workflows as cases ask for them. A version that was registered since this server started, by an import or by another
 * server, is learned when it is first asked for: a case is never of a version that was not registered before it.
 */
@Injectable()
export class KnownWorkflows {
  readonly #database: ReadDatabase;
  readonly #catalogue: WorkflowCatalogue;

  constructor(database: ReadDatabase, catalogue: WorkflowCatalogue) {
    this.#database = database;
    this.#catalogue = catalogue;
  }

  /** Under which new cases of a programme begin. */
  offered(id: string): Workflow | undefined {
    return this.#catalogue.offered(id);
  }

  /**
   * @throws WorkflowError when it was altered in the database after it was registered
   * @throws Error when no such version was ever registered here
   */
  async version(tx: ReadTransaction, id: string, version: string): Promise<Workflow> {
    if (!this.#catalogue.has(id, version)) {
      const found = await registeredDefinition(tx, id, version);
      if (found) this.#catalogue.keep(found.source, found.hash);
    }
    return this.#catalogue.version(id, version);
  }

  /** Whether some version knows this type of action. */
  async knowsAction(type: string): Promise<boolean> {
    if (this.#catalogue.knowsAction(type)) return true;
    await this.#database.read(async (tx) => {
      for (const {id, version} of await tx.rows(findVersions)) await this.version(tx, id, version);
    });
    return this.#catalogue.knowsAction(type);
  }
}
