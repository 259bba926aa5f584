import {CaseUser} from '../../cases';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {SealedCursors} from '../../platform/http/sealed-cursors';

export interface RegisterPage<Entry> {
  readonly items: readonly Entry[];
  /** Cursor of the next page; null at the end. */
  readonly next: string | null;
}

export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor: string | null;
}

/** Where a page of a register ended: its time, and what tells apart entries of one time. */
export interface RegisterPlace {
  /** ISO 8601. */
  readonly at: string;
  readonly id: string;
}

/** Before the first entry, for ids and numbers alike. */
const START: RegisterPlace = {at: 'infinity', id: '00000000-0000-0000-0000-000000000000'};

/** The cursors of one register: each opens for its reader, in its register, alone. */
export class RegisterCursors {
  readonly #cursors: SealedCursors<RegisterPlace>;
  readonly #register: string;

  constructor(keys: KeyEncryptionKey, register: string) {
    this.#cursors = new SealedCursors(keys);
    this.#register = register;
  }

  /** @throws Problem `malformed` on a cursor that is not ours */
  start(user: CaseUser, cursor: string | null): RegisterPlace {
    return cursor === null ? START : this.#cursors.open(this.#place(user), cursor);
  }

  /**
   * Cuts a page off what was read, which is one row more than the page where there are more.
   *
   * @param placeOf where a row stands
   */
  cut<Row>(
    user: CaseUser,
    rows: readonly Row[],
    {limit, placeOf}: {readonly limit: number; readonly placeOf: (row: Row) => RegisterPlace},
  ): {readonly rows: readonly Row[]; readonly next: string | null} {
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {rows: shown, next: last ? this.#cursors.seal(this.#place(user), placeOf(last)) : null};
  }

  #place({organisationId, personId}: CaseUser): string {
    return `${this.#register}/${organisationId}/${personId}`;
  }
}
