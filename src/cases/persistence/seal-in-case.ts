import {Randomness} from '../../platform/crypto/randomness';
import {seal, unseal} from '../../platform/crypto/sealing';
import {StoredCase, openKey} from './stored-case';

/** Seals a text that lies beside the case's items, under the case's own key; destroyed with it. */
export const sealInCase = (stored: StoredCase, place: string, text: string, randomness: Randomness): Buffer =>
  seal(openKey(stored), `case/${stored.row.id}/${place}`, Buffer.from(text), randomness);

/** @returns null once the key is gone */
export const openInCase = (stored: StoredCase, place: string, sealed: Buffer): string | null =>
  stored.dataKey && unseal(stored.dataKey, `case/${stored.row.id}/${place}`, sealed).toString();
