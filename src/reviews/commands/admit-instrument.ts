import {AuditedTransaction, INSTALLATION, configurationRecord} from '../../audit';
import {ReadDatabase} from '../../platform/database/read-database';
import {WorkflowError, YamlFile, readInstrument} from '../../workflow';
import {Instrument, instrumentReference} from '../domain/instrument';
import {refuseFaultyInstrument} from '../instrument-files';
import {findInstruments, insertInstrument} from '../persistence/instrument-rows';

/** Two files of the same id and version differ, or one differs from what reviews have answered. */
export function changedInstrument(yaml: YamlFile, version: string): WorkflowError {
  const fault = `was changed, but version '${version}' is registered already, and reviews keep it: give it a new version`;
  return new WorkflowError(yaml.file, [{where: `${yaml.place(['version'])} (version)`, fault}]);
}

/**
 * The instrument of a programme's folder, where it has one that is new here.
 *
 * @throws WorkflowError when the file has faults, or was changed under an unchanged version
 */
export async function admitInstrument(database: ReadDatabase, folder: string): Promise<Instrument | null> {
  const file = readInstrument(folder);
  if (!file) return null;
  refuseFaultyInstrument(file);
  const instrument = file.value as Instrument;
  const {id, version, hash} = instrumentReference(instrument);
  const stored = await database.read((tx) => tx.rows(findInstruments));
  const known = stored.find((row) => row.id === id && row.version === version);
  if (known && known.hash !== hash) throw changedInstrument(file, version);
  return known ? null : instrument;
}

/** Keeps an instrument in the database, for the reviews that will answer it. */
export async function registerInstrument(
  transaction: AuditedTransaction,
  instrument: Instrument,
  now: Date,
): Promise<void> {
  const {id, version, hash} = instrumentReference(instrument);
  await transaction.run(INSTALLATION, async (tx) => {
    await tx.write(insertInstrument, [id, version, hash, JSON.stringify(instrument), now]);
    const event = {type: 'instrumentRegistered', action: 'C', on: id, details: {version, hash}} as const;
    return {result: undefined, records: [configurationRecord('system', event)]};
  });
}
