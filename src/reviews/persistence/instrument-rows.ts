import {reading, writing} from '../../platform/database/statement';
import {Instrument} from '../domain/instrument';

export interface InstrumentRow {
  id: string;
  version: string;
  hash: string;
  source: Instrument;
}

export const findInstruments = reading<InstrumentRow>(
  'instruments',
  'SELECT id, version, hash, source FROM instrument',
);

export const findInstrument = reading<InstrumentRow>(
  'instrument',
  'SELECT id, version, hash, source FROM instrument WHERE id = $1 AND version = $2',
);

export const insertInstrument = writing(
  'instrument_insert',
  `INSERT INTO instrument (id, version, hash, source, registered_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (id, version) DO NOTHING`,
);
