import {Instrument, InstrumentReference} from '../domain/instrument';

/** Every version of every instrument that is known to be registered here, whatever the files say now. */
export class InstrumentCatalogue {
  readonly #all = new Map<string, Instrument>();

  keep(instrument: Instrument): void {
    this.#all.set(key(instrument), instrument);
  }

  has(reference: Pick<InstrumentReference, 'id' | 'version'>): boolean {
    return this.#all.has(key(reference));
  }

  /** @throws Error when no such version was ever registered here */
  version(reference: Pick<InstrumentReference, 'id' | 'version'>): Instrument {
    const instrument = this.#all.get(key(reference));
    if (!instrument) throw new Error(`instrument ${reference.id} ${reference.version} is not registered`);
    return instrument;
  }
}

const key = ({id, version}: Pick<InstrumentReference, 'id' | 'version'>): string => `${id} ${version}`;
