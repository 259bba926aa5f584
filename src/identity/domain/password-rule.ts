/** NIST SP 800-63B-4 section 3.1.1.2: at least 15 characters where the password stands alone; no composition rules. */
const SHORTEST_PASSWORD = 15;
const LONGEST_PASSWORD = 256;
const FEWEST_DIFFERENT = 5;

/** The form in which a password is hashed and compared, so that two keyboards give the same one. */
export const normalPassword = (password: string): string => password.normalize('NFKC');

/**
 * Why a password cannot be used, for the person who chose it; `null` when it can.
 *
 * @param context words that an attacker tries first: the person's name and address
 */
export function passwordFault(password: string, context: readonly string[]): string | null {
  const characters = Array.from(normalPassword(password));
  if (characters.length < SHORTEST_PASSWORD) return `must have at least ${SHORTEST_PASSWORD} characters`;
  if (characters.length > LONGEST_PASSWORD) return `must have at most ${LONGEST_PASSWORD} characters`;
  if (new Set(characters).size < FEWEST_DIFFERENT) return 'repeats too few characters';
  const plain = characters.join('').toLowerCase();
  if (context.some((word) => word.toLowerCase() === plain)) return 'must not be your name or e-mail address';
  return null;
}
