import {Inject, Injectable, OnModuleInit} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {
  WORKFLOW_DIRECTORY,
  YamlFile,
  programmeFolders,
  readInstrument,
  readInstrumentLibrary,
} from '../../workflow';
import {Instrument, instrumentHash, instrumentReference} from '../domain/instrument';
import {refuseFaultyInstrument} from '../instrument-files';
import {findInstruments} from '../persistence/instrument-rows';
import {InstrumentCatalogue} from '../queries/instrument-catalogue';
import {intact} from '../queries/registered-instruments';
import {changedInstrument, registerInstrument} from './admit-instrument';
import {OPERATOR, withRowScope} from '../../platform/database/rows/row-scope';

/** At start-up, before the workflows that use them: checks the instruments, registers new versions, keeps the old ones. */
@Injectable()
export class RegisterInstruments implements OnModuleInit {
  readonly #database: ReadDatabase;
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #catalogue: InstrumentCatalogue;
  readonly #directory: string;

  constructor(
    database: ReadDatabase,
    transaction: AuditedTransaction,
    clock: Clock,
    catalogue: InstrumentCatalogue,
    @Inject(WORKFLOW_DIRECTORY) directory: string,
  ) {
    this.#database = database;
    this.#transaction = transaction;
    this.#clock = clock;
    this.#catalogue = catalogue;
    this.#directory = directory;
  }

  /** @throws WorkflowError when a file has faults, was changed under an unchanged version, or a stored one was altered */
  async onModuleInit(): Promise<void> {
    await withRowScope(OPERATOR, () => this.#register());
  }

  async #register(): Promise<void> {
    const files = [...readInstrumentLibrary(this.#directory), ...this.#ofProgrammes()];
    const stored = await this.#database.read((tx) => tx.rows(findInstruments));
    // What was registered has passed; a new version is held against the schema once.
    const passed = new Set(stored.map(({hash}) => hash));
    for (const file of files) if (!passed.has(instrumentHash(file.value))) refuseFaultyInstrument(file);
    const known = new Map(stored.map(({id, version, hash}) => [`${id} ${version}`, hash]));
    for (const file of files) {
      const instrument = file.value as Instrument;
      const {id, version, hash} = instrumentReference(instrument);
      const registered = known.get(`${id} ${version}`);
      if (registered !== undefined && registered !== hash) throw changedInstrument(file, version);
      if (registered === undefined)
        await registerInstrument(this.#transaction, instrument, this.#clock.now());
      known.set(`${id} ${version}`, hash);
      this.#catalogue.keep(instrument);
    }
    for (const row of stored) this.#catalogue.keep(intact(row));
  }

  #ofProgrammes(): YamlFile[] {
    return programmeFolders(this.#directory).flatMap((folder) => readInstrument(folder) ?? []);
  }
}
