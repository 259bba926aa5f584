import {Injectable, OnApplicationBootstrap} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {readDefinitions} from '../definitions/read-definitions';
import {WorkflowCatalogue} from '../definitions/workflow-catalogue';
import {findDefinitions} from '../persistence/definition-rows';
import {intact} from '../queries/registered-definition';
import {FeatureWords} from '../registry/feature-words';
import {refuseChanged, refuseUnsound, registerDefinition} from './admit-definition';
import {OPERATOR, withRowScope} from '../../platform/database/rows/row-scope';

/** At start-up: checks the definitions in the files, registers new versions, and keeps the old ones for their cases. */
@Injectable()
export class RegisterWorkflows implements OnApplicationBootstrap {
  readonly #database: ReadDatabase;
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #catalogue: WorkflowCatalogue;
  readonly #features: FeatureWords;

  constructor(
    database: ReadDatabase,
    transaction: AuditedTransaction,
    clock: Clock,
    catalogue: WorkflowCatalogue,
    features: FeatureWords,
  ) {
    this.#database = database;
    this.#transaction = transaction;
    this.#clock = clock;
    this.#catalogue = catalogue;
    this.#features = features;
  }

  /** @throws WorkflowError when a file has faults, or was changed under an unchanged version */
  async onApplicationBootstrap(): Promise<void> {
    await withRowScope(OPERATOR, () => this.#register());
  }

  async #register(): Promise<void> {
    const stored = await this.#database.read((tx) => tx.rows(findDefinitions));
    const vocabulary = this.#features.vocabulary();
    const kept = stored.map((row) => ({...row, ...intact(row)}));
    const registered = new Map(
      kept.flatMap((one) => (one.texts === null ? [] : [[one.texts, one] as const])),
    );
    for (const definition of readDefinitions(this.#features.directory, registered)) {
      const {id, version} = definition.source.workflow;
      const known = stored.find((row) => row.id === id && row.version === version);
      refuseChanged(definition, known);
      this.#catalogue.offer(definition, vocabulary);
      // What was registered has passed; a new version proves itself once.
      if (!known) refuseUnsound(definition);
      if (!known) await registerDefinition(this.#transaction, definition, this.#clock.now());
    }
    for (const {id, version, source, hash} of kept)
      if (!this.#catalogue.has(id, version)) this.#catalogue.keep(source, hash);
  }
}
