import {createHash} from 'node:crypto';
import {SignedInPerson} from './signed-in-person';

/** What stands between a person and the application, after the password: nothing, a proof, or setting one up. */
export type FactorNeed = 'none' | 'proof' | 'enrolment';

/**
 * Whether somebody must have a second factor: whoever holds a role, and every physician, since any of them may be asked about
 * a case, except in the demonstration (NIST SP 800-63B-4, AAL2; 45 CFR 164.312(d)). Referring and following one's own
 * referral needs none.
 */
export const mustHaveFactor = (
  {roles, physician}: Pick<SignedInPerson, 'roles' | 'physician'>,
  demonstration: boolean,
): boolean => !demonstration && (physician || roles.some(({role}) => role !== 'staff'));

/** Whether a second factor is still due in this session. Whoever has one always proves it, here or to the provider. */
export function factorNeed(
  person: Pick<SignedInPerson, 'roles' | 'physician' | 'secondFactor'>,
  demonstration: boolean,
): FactorNeed {
  const {enrolled, provenAt} = person.secondFactor;
  if (provenAt) return 'none';
  if (enrolled) return 'proof';
  return mustHaveFactor(person, demonstration) ? 'enrolment' : 'none';
}

/**
 * After so many wrong codes in a row, however slowly, only a recovery code counts (NIST SP 800-63B-4 section 3.2.2: at most
 * 100). The limit of rate alone would let 0.9 % of guesses succeed a day.
 */
export const MOST_FAILURES = 100;

/** How many recovery codes a person gets at once. */
export const RECOVERY_CODES = 10;

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/**
 * Random bytes of a recovery code, each a character of an alphabet without the letters that look like digits. No character
 * is more likely than 9 in 256, so that 24 of them are 115 bits at least: beyond 112, a plain hash is all that is needed
 * (OWASP ASVS 5.0, 6.5.2).
 */
export const RECOVERY_CODE_BYTES = 24;

/** A recovery code from random bytes, such as 7gk2mx-9qpatw-4hd8ze-sv3nbc. */
export function recoveryCode(bytes: Buffer): string {
  if (bytes.length !== RECOVERY_CODE_BYTES)
    throw new RangeError(`a recovery code needs ${RECOVERY_CODE_BYTES} bytes`);
  const text = [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return text.replace(/(.{6})(?=.)/g, '$1-');
}

/** What is stored of a recovery code; `null` for text that is none. Spaces, hyphens and capitals do not matter. */
export function recoveryCodeHash(typed: string): Buffer | null {
  const text = typed.toLowerCase().replace(/[\s-]/g, '');
  return /^[2-9a-z]{24}$/.test(text) ? createHash('sha256').update(text).digest() : null;
}
