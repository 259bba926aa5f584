import {tokenHash} from './access-token';
import {isEmail, normalEmail} from './email-address';
import {passwordFault} from './password-rule';
import {GRANTABLE_ROLES, isGrantable, needsCommittee} from './role';
import {confirmedUntil, isConfirmed} from './session-limits';

describe('a password', () => {
  it.each([
    ['four words that are easy to keep', null],
    ['fünfzehn Zeichn', null],
    ['14 characters.', 'must have at least 15 characters'],
    ['👩‍⚕️'.repeat(3), 'must have at least 15 characters'],
    ['abcd'.repeat(70), 'must have at most 256 characters'],
    ['aaaabbbbccccdddd', 'repeats too few characters'],
    ['Ada.Lovelace@Demo.test', 'must not be your name or e-mail address'],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password, ['ada.lovelace@demo.test', 'Ada Lovelace'])).toBe(fault);
  });

  it('is counted in its normal form, whatever keyboard it was typed on', () => {
    const composed = 'a\u0308'.repeat(5) + 'bcdefghij';
    expect(passwordFault(composed, [])).toBe('must have at least 15 characters');
  });
});

describe('a token', () => {
  it('is looked up by its SHA-256', () => {
    expect(tokenHash('A'.repeat(43))).toHaveLength(32);
    expect(tokenHash('A'.repeat(43))).not.toEqual(tokenHash('B'.repeat(43)));
  });

  it.each([undefined, '', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, `${'A'.repeat(42)}\n`])(
    'is none in any other form: %j',
    (text) => {
      expect(tokenHash(text)).toBeNull();
    },
  );
});

describe('an e-mail address', () => {
  it('is the same in capitals and with blanks around it', () => {
    expect(normalEmail(' Ada@Demo.Test\n')).toBe('ada@demo.test');
  });

  it.each([
    ['ada@demo.test', true],
    ['ada', false],
    ['ada@', false],
    ['ada@@demo.test', false],
    ['ada <ada@demo.test>', false],
    [`${'a'.repeat(250)}@demo.test`, false],
  ])('%s: %s', (text, valid) => {
    expect(isEmail(text)).toBe(valid);
  });
});

describe('a role', () => {
  it('is granted unless everybody has it or nobody knows it', () => {
    expect(GRANTABLE_ROLES.every(isGrantable)).toBe(true);
    expect(['staff', 'root', 'Chair', ''].some(isGrantable)).toBe(false);
  });

  it('needs a committee only where it is an office of one', () => {
    expect(GRANTABLE_ROLES.filter(needsCommittee)).toEqual(['chair', 'viceChair', 'member']);
  });
});

describe('a sign-in', () => {
  const confirmedAt = new Date('2026-03-02T08:00:00.000Z');

  it.each([
    ['2026-03-02T08:00:00.000Z', true],
    ['2026-03-02T08:09:59.999Z', true],
    ['2026-03-02T08:10:00.000Z', false],
  ])('counts for sensitive actions at %s: %s', (now, counts) => {
    expect(isConfirmed(confirmedAt, new Date(now))).toBe(counts);
  });

  it('says until when', () => {
    expect(confirmedUntil(confirmedAt).toISOString()).toBe('2026-03-02T08:10:00.000Z');
  });
});
