import {ReadTransaction} from '../../platform/database/transaction';
import {WorkflowError} from '../../workflow';
import {Instrument, InstrumentReference, instrumentReference} from '../domain/instrument';
import {InstrumentRow, findInstrument} from '../persistence/instrument-rows';
import {InstrumentCatalogue} from './instrument-catalogue';

/**
 * What is stored is what was registered, or nothing is printed from it.
 *
 * @throws WorkflowError when its hash is another one
 */
export function intact({id, version, hash, source}: InstrumentRow): Instrument {
  if (instrumentReference(source).hash === hash) return source;
  const fault = `was altered in the database after it was registered (its hash is not ${hash}): restore it from a backup`;
  throw new WorkflowError(`${id}@${version}`, [{where: 'instrument', fault}]);
}

/** The catalogue with these instruments in it, those that were registered since this server started too. */
export async function withInstruments(
  tx: ReadTransaction,
  catalogue: InstrumentCatalogue,
  references: readonly InstrumentReference[],
): Promise<InstrumentCatalogue> {
  for (const reference of references.filter((one) => !catalogue.has(one))) {
    const row = await tx.row(findInstrument, [reference.id, reference.version]);
    if (row) catalogue.keep(intact(row));
  }
  return catalogue;
}
