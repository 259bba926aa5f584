import {Injectable, OnApplicationBootstrap} from '@nestjs/common';
import {AuditedTransaction, INSTALLATION, streams} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {WriteTransaction} from '../../platform/database/transaction';
import {ReadDefinition, readDefinitions} from '../definitions/read-definitions';
import {WorkflowCatalogue} from '../definitions/workflow-catalogue';
import {WorkflowError} from '../definitions/workflow-error';
import {checkBehaviour} from '../domain/check-behaviour';
import {findDefinitions, insertDefinition} from '../persistence/definition-rows';
import {intact} from '../queries/registered-definition';
import {FeatureWords} from '../registry/feature-words';

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
    const stored = await this.#database.read((tx) => tx.rows(findDefinitions));
    const vocabulary = this.#features.vocabulary();
    const passed = new Set(stored.map(({hash}) => hash));
    for (const definition of readDefinitions(this.#features.directory, passed)) {
      const {id, version} = definition.source.workflow;
      const known = stored.find((row) => row.id === id && row.version === version);
      if (known && known.hash !== definition.hash) throw changedUnderItsVersion(definition);
      this.#catalogue.offer(definition, vocabulary);
      // What was registered has passed; a new version proves itself once.
      if (!known) refuseUnsound(definition);
      if (!known) await registerDefinition(this.#transaction, definition, this.#clock.now());
    }
    for (const row of stored) {
      const {source, hash} = intact(row);
      if (!this.#catalogue.has(row.id, row.version)) this.#catalogue.keep(source, hash);
    }
  }
}

/** Keeps a definition in the database, for the cases that will run under it. */
export async function registerDefinition(
  transaction: AuditedTransaction,
  {source, hash}: ReadDefinition,
  now: Date,
): Promise<void> {
  const {id, version} = source.workflow;
  await transaction.run(INSTALLATION, async (tx: WriteTransaction) => {
    await tx.write(insertDefinition, [id, version, hash, JSON.stringify(source), now]);
    const event = {
      type: 'workflowRegistered',
      action: 'C',
      outcome: '0',
      who: 'system',
      as: [],
      on: id,
      details: {version, hash},
    } as const;
    return {result: undefined, records: [{stream: streams.organisation(), kind: 'configuration', event}]};
  });
}

function refuseUnsound({file, source, locate}: ReadDefinition): void {
  const {findings} = checkBehaviour(source.workflow);
  if (findings.length === 0) return;
  const faults = findings.map(({where, finding, way, at}) => ({
    where,
    fault: [finding, ...way].join('\n      '),
    at: ['workflow', ...at],
  }));
  throw new WorkflowError(file, faults, locate);
}

function changedUnderItsVersion({file, source, locate}: ReadDefinition): WorkflowError {
  const {version} = source.workflow;
  const fault = `was changed, but version '${version}' is registered already: give it a new version`;
  return new WorkflowError(file, [{where: 'version', fault, at: ['workflow', 'version']}], locate);
}
