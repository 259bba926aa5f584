import {WitnessConfig} from '../../platform/config/config';
import {parseCosigner} from '../domain/cosignature';
import {KnownWitness} from './ask-witness';

/** A setting names a witness whose key cannot be read. */
export class WitnessKeyError extends Error {
  constructor(verifier: string) {
    super(
      `COLLEGIUM_WITNESSES has ${verifier}, which is not the verifier key of a witness. Copy it whole from what the witness prints when it starts.`,
    );
    this.name = 'WitnessKeyError';
  }
}

/** @throws WitnessKeyError */
export function knownWitnesses(witnesses: readonly WitnessConfig[]): KnownWitness[] {
  return witnesses.map(({url, verifier: text}) => {
    const verifier = parseCosigner(text);
    if (!verifier) throw new WitnessKeyError(text);
    return {url, verifier};
  });
}
