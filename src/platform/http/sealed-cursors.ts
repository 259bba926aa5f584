import {KeyEncryptionKey, SealBrokenError} from '../crypto/sealing';
import {problems} from '../errors/problem';

/**
 * Places in a list as the reader gets them: sealed, so that they tell nothing of what was passed over, and for one reader
 * and list alone.
 *
 * @typeParam Position a JSON value
 */
export class SealedCursors<Position> {
  readonly #keys: KeyEncryptionKey;

  constructor(keys: KeyEncryptionKey) {
    this.#keys = keys;
  }

  /** @param place names the list and its reader */
  seal(place: string, position: Position): string {
    return this.#keys.sealText(place, JSON.stringify(position));
  }

  /** @throws Problem `malformed` on a cursor that was not made here for this place */
  open(place: string, cursor: string): Position {
    try {
      return JSON.parse(this.#keys.openText(place, cursor)) as Position;
    } catch (error) {
      if (!(error instanceof SealBrokenError)) throw error;
      throw problems.malformed([{pointer: '/cursor', detail: 'is not a cursor of this list'}]);
    }
  }
}
