import {Injectable} from '@nestjs/common';
import type {RoleGrant, SignedInPerson} from '../../identity';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {SealedCursors} from '../../platform/http/sealed-cursors';
import {PersonRow, findOne, peoplePage} from '../persistence/people-rows';

export interface ListedPerson {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly npi: string | null;
  readonly specialty: string | null;
  readonly department: string | null;
  readonly physician: boolean;
  readonly roles: readonly RoleGrant[];
  /** `invited` until a password was chosen. */
  readonly account: 'invited' | 'active' | 'disabled';
  readonly secondFactor: boolean;
}

export interface PeoplePage {
  readonly items: readonly ListedPerson[];
  /** Cursor of the next page, null at the end. */
  readonly next: string | null;
}

interface Position {
  readonly name: string;
  readonly id: string;
}

const START: Position = {name: '', id: '00000000-0000-0000-0000-000000000000'};

/** The organisation's people by name, for whoever administers them. Nothing of a case is in it. */
@Injectable()
export class ListPeople {
  readonly #database: ReadDatabase;
  readonly #cursors: SealedCursors<Position>;

  constructor(database: ReadDatabase, key: KeyEncryptionKey) {
    this.#database = database;
    this.#cursors = new SealedCursors(key);
  }

  /** @throws Problem `malformed` for a cursor that was not made here for this person */
  async page(
    {organisationId, personId}: SignedInPerson,
    {limit, cursor}: {limit: number; cursor: string | null},
  ): Promise<PeoplePage> {
    const place = `people/${organisationId}/${personId}`;
    const {name, id} = cursor === null ? START : this.#cursors.open(place, cursor);
    const values = [organisationId, name, id, limit + 1];
    const rows = await this.#database.read((tx) => tx.rows(peoplePage, values));
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const next = last && {name: last.display_name.toLowerCase(), id: last.id};
    return {items: shown.map(listed), next: next ? this.#cursors.seal(place, next) : null};
  }

  /** @throws Problem `not_found` */
  async one({organisationId}: SignedInPerson, id: string): Promise<ListedPerson> {
    const row = await this.#database.read((tx) => tx.row(findOne, [organisationId, id]));
    if (!row) throw problems.notFound();
    return listed(row);
  }
}

const listed = (row: PersonRow): ListedPerson => ({
  id: row.id,
  displayName: row.display_name,
  email: row.email,
  npi: row.npi,
  specialty: row.specialty,
  department: row.department,
  physician: row.physician,
  roles: row.roles,
  account: accountOf(row),
  secondFactor: row.has_factor,
});

function accountOf(row: PersonRow): ListedPerson['account'] {
  if (row.disabled_at) return 'disabled';
  return row.has_password ? 'active' : 'invited';
}
