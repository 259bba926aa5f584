import {findPersonByEmail, normalEmail} from '../identity';
import type {ReadDatabase} from '../platform/database/read-database';
import {organisationNamed} from './administration';
import {UsageError, optional, required} from './command';
import type {Options, Values} from './command';

/** Options of the commands over one person, and how they are called. */
export const personOptions = {
  email: {type: 'string'},
  organisation: {type: 'string'},
} as const satisfies Options;
export const PERSON_USAGE = '--email ADDRESS [--organisation NAME]';

export interface NamedPerson {
  readonly organisationId: string;
  readonly personId: string;
  /** In its normal form. */
  readonly email: string;
}

/** @throws UsageError for nobody, and when the options do not say which organisation */
export async function personNamed(database: ReadDatabase, values: Values): Promise<NamedPerson> {
  const email = normalEmail(required(values, 'email'));
  const organisationId = await organisationNamed(database, optional(values, 'organisation'));
  const person = await database.read((tx) => tx.row(findPersonByEmail, [organisationId, email]));
  if (!person) throw new UsageError(`nobody has the address ${email}`);
  return {organisationId, personId: person.id, email};
}
