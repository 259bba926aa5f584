import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {WorkflowError, YamlFile, readInstrument} from '../workflow';
import {InstrumentCheck} from './domain/check-instrument';

const SCHEMA = join(__dirname, '..', '..', 'workflows', 'instrument.schema.json');

let compiled: InstrumentCheck | undefined;

/** Compiled when it is first asked: most commands never ask. */
function check(): InstrumentCheck {
  compiled ??= new InstrumentCheck(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
  return compiled;
}

/** @throws WorkflowError with every fault of the file, by line and column */
export function refuseFaultyInstrument(yaml: YamlFile): void {
  const faults = check().faults(yaml.value);
  if (faults.length === 0) return;
  throw new WorkflowError(
    yaml.file,
    faults.map(({path, fault}) => ({where: `${yaml.place(path)} (${path.join('.') || 'the whole'})`, fault})),
  );
}

/**
 * Checks the instrument of a programme's folder, if it has one.
 *
 * @throws WorkflowError with every fault of the file, by line and column
 */
export function checkInstrumentOf(folder: string): void {
  const file = readInstrument(folder);
  if (file) refuseFaultyInstrument(file);
}
