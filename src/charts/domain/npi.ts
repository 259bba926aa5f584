/** What the prefix 80840 (health, United States) adds to the Luhn sum: NPI standard, CMS 45 CFR 162.406. */
const PREFIX_SUM = 24;

/**
 * The Luhn sum of nine digits as they stand in an NPI: every second digit from the right counts double.
 */
function luhnSum(nineDigits: string): number {
  return Array.from(nineDigits).reduce((sum, digit, index) => {
    const value = Number(digit);
    if (index % 2 === 1) return sum + value;
    return sum + (value < 5 ? 2 * value : 2 * value - 9);
  }, PREFIX_SUM);
}

/**
 * Makes a National Provider Identifier by adding the check digit.
 *
 * @param nineDigits exactly nine decimal digits
 * @throws RangeError when they are not
 */
export function npiFrom(nineDigits: string): string {
  if (!/^[0-9]{9}$/.test(nineDigits)) throw new RangeError('An NPI is made from exactly nine digits.');
  return nineDigits + String((10 - (luhnSum(nineDigits) % 10)) % 10);
}

/** Whether the text is ten digits with the right check digit (Luhn, ISO/IEC 7812-1, over prefix 80840). */
export function isNpi(text: string): boolean {
  return /^[0-9]{10}$/.test(text) && npiFrom(text.slice(0, 9)) === text;
}
