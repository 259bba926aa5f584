/** What is known of a person under one heading, and whether somebody has checked it. */
export interface Identity {
  readonly value: string;
  readonly verified: boolean;
}

const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'md', 'do', 'phd', 'rn', 'np', 'pa']);
/** Forms of business, which tell no two organisations apart. */
const FORMS = new Set(['the', 'inc', 'llc', 'llp', 'ltd', 'pc', 'pllc', 'corp', 'co', 'gmbh', 'plc']);

const words = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Letters alone, without titles, digits, accents and order: "Dr. José Pérez12" and "Perez, Jose MD" agree. */
export const nameKey = (name: string): string =>
  words(name.replace(/\p{N}/gu, ' '))
    .filter((word) => !TITLES.has(word))
    .sort()
    .join(' ');

/** "The Riverside Clinic, LLC" and "riverside clinic" agree. */
export const organisationKey = (name: string): string =>
  words(name)
    .filter((word) => !FORMS.has(word))
    .join(' ');

/** Mail for everybody, and what is written where nothing is known: agreeing on them says nothing. */
const PLACEHOLDERS = new Set(
  [
    'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com gmx.net gmx.de',
    'proton.me protonmail.com mail.com web.de zoho.com yandex.com qq.com 163.com',
  ]
    .join(' ')
    .split(' ')
    .concat([
      'unknown',
      'none',
      'n a',
      'not applicable',
      'not known',
      'self employed',
      'freelance',
      'independent',
    ])
    .concat(['private practice', 'retired', 'test', 'other', 'hospital', 'clinic']),
);

/** RFC 2606 and RFC 6761: names that nobody can have. */
const RESERVED = /(?:^|\.)(?:test|example|invalid|localhost|local)$|^example\.(?:com|net|org)$/;

/** Words that the organisation adds to the stop list, or takes from it. */
export interface StopList {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** The form in which a domain or the name of an organisation is compared with the stop list. */
export const stopKey = (value: string): string =>
  isDomain(value) ? value.trim().toLowerCase() : organisationKey(value);

const isDomain = (value: string): boolean => /^[^\s@]+\.[a-z]{2,}$/i.test(value.trim());

function isPlaceholder(value: string, {added, removed}: StopList): boolean {
  const key = stopKey(value);
  if (removed.has(key)) return false;
  return key === '' || added.has(key) || PLACEHOLDERS.has(key) || (isDomain(value) && RESERVED.test(key));
}

/** Words for a post: whoever is registered by them alone has no name that a text could tell. */
const POSTS = new Set(
  (
    'night day evening weekend duty on call charge head chief senior junior staff ward unit desk office front quality ' +
    'nurse doctor physician surgeon resident attending consultant pharmacist therapist midwife manager chair member ' +
    'reviewer coordinator administrator officer team emergency department clinic hospital patient unknown test user'
  ).split(' '),
);

/** Whether a name is that of a post or stands on the stop list: "Night Nurse". */
export function isNobody(name: string, {added, removed}: StopList): boolean {
  const key = organisationKey(name);
  if (removed.has(key)) return false;
  return added.has(key) || words(name).every((word) => POSTS.has(word) || TITLES.has(word));
}

/** By each name an organisation goes by, in its key, the key of the one that it stands for. */
export type Aliases = ReadonlyMap<string, string>;

/**
 * The organisation that a name or a domain of mail stands for, whatever it is called.
 *
 * @returns null for a placeholder
 */
export function organisationOf(value: string, aliases: Aliases, stops: StopList): string | null {
  if (isPlaceholder(value, stops)) return null;
  const key = stopKey(value);
  return aliases.get(key) ?? key;
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
