import fc from 'fast-check';

import {isNpi, npiFrom} from './npi';

const nineDigits = fc.stringMatching(/^[0-9]{9}$/);

test('the example of the standard is valid', () => {
  expect(npiFrom('123456789')).toBe('1234567893');
  expect(isNpi('1234567893')).toBe(true);
});

test('every number made is valid, and no other check digit is', () => {
  fc.assert(
    fc.property(nineDigits, (digits) => {
      const valid = Array.from('0123456789').filter((check) => isNpi(digits + check));
      expect(valid).toEqual([npiFrom(digits).slice(9)]);
    }),
  );
});

test('any single wrong digit is noticed', () => {
  fc.assert(
    fc.property(nineDigits, fc.nat(9), fc.integer({min: 1, max: 9}), (digits, place, shift) => {
      const npi = npiFrom(digits);
      const wrong = String((Number(npi.charAt(place)) + shift) % 10);
      expect(isNpi(npi.slice(0, place) + wrong + npi.slice(place + 1))).toBe(false);
    }),
  );
});

test.each(['', '160', '123456789', '12345678931', '123456789X', '١٢٣٤٥٦٧٨٩٣', '1234567893\n'])(
  '%j is no NPI',
  (text) => {
    expect(isNpi(text)).toBe(false);
  },
);

test.each(['', '12345678', '1234567890', '12345678a'])('no NPI is made from %j', (digits) => {
  expect(() => npiFrom(digits)).toThrow(RangeError);
});
