import type {MaskedPerson, PersonReference} from '../../api';

/** Masked people have a letter in place of their name. */
export const shownName = (person: PersonReference | MaskedPerson): string =>
  'pseudonym' in person ? person.pseudonym : person.name;
