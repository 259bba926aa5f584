import fc from 'fast-check';
import {RoleGrant} from './role';
import {base32, stepOfCode, totpUri} from './one-time-password';
import {factorNeed, recoveryCode, recoveryCodeHash} from './second-factor';

const person = (enrolled: boolean, proven: boolean, role: RoleGrant['role'] | null, physician = false) => ({
  physician,
  roles: [
    {role: 'staff', committeeId: null},
    ...(role ? [{role, committeeId: null}] : []),
  ] as readonly RoleGrant[],
  secondFactor: {enrolled, provenAt: proven ? new Date(0) : null},
});

describe('whether a second factor is due', () => {
  it.each([
    ['coordinator', false, false, false, 'enrolment'],
    ['coordinator', false, false, true, 'none'],
    ['coordinator', true, false, false, 'proof'],
    ['coordinator', true, false, true, 'proof'],
    ['coordinator', true, true, false, 'none'],
    ['administrator', false, false, false, 'enrolment'],
    [null, false, false, false, 'none'],
    [null, true, false, false, 'proof'],
    [null, true, true, false, 'none'],
  ] as const)('follows from role %s, enrolled %s, proven %s, demonstration %s: %s', (...row) => {
    const [role, enrolled, proven, demonstration, need] = row;
    expect(factorNeed(person(enrolled, proven, role), demonstration)).toBe(need);
  });
});

it('is due from a physician without any role, who may be asked about a case', () => {
  expect(factorNeed(person(false, false, null, true), false)).toBe('enrolment');
  expect(factorNeed(person(false, false, null, true), true)).toBe('none');
});

it('is not due once the identity provider showed one, though none is set up here', () => {
  expect(factorNeed(person(false, true, 'coordinator'), false)).toBe('none');
});

describe('a recovery code', () => {
  it('is found again however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 24, maxLength: 24}), (bytes) => {
        const code = recoveryCode(Buffer.from(bytes));
        const hash = recoveryCodeHash(code);
        expect(hash).toHaveLength(32);
        expect(recoveryCodeHash(` ${code.toUpperCase().replaceAll('-', '')} `)).toEqual(hash);
      }),
    );
  });

  it('has four groups of six characters, more than 112 bits, so that a plain hash of it is enough', () => {
    const bytes = Buffer.from(Array.from({length: 24}, (_, index) => index));
    expect(recoveryCode(bytes)).toBe('234567-89abcd-efghjk-mnpqrs');
    const times = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const letter = recoveryCode(Buffer.alloc(24, byte)).charAt(0);
      times.set(letter, (times.get(letter) ?? 0) + 1);
    }
    expect(24 * Math.log2(256 / Math.max(...times.values()))).toBeGreaterThan(112);
    expect(() => recoveryCode(Buffer.alloc(23))).toThrow(RangeError);
  });

  it.each([
    '',
    '123456',
    '7gk2m-x9qpa',
    '7gk2mx-9qpatw-4hd8ze-sv3nb',
    '7gk2mx-9qpatw-4hd8ze-sv3nbcd',
    '7gk2mx_9qpatw_4hd8ze_sv3nbc',
  ])('is not %j', (typed) => {
    expect(recoveryCodeHash(typed)).toBeNull();
  });
});

describe('a one-time password', () => {
  // RFC 6238 appendix B, SHA-1, the last six of eight digits; the secret is the ASCII text 12345678901234567890.
  const secret = base32(Buffer.from('12345678901234567890'));

  it('has its secret in Base32', () => {
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(totpUri(secret, 'a@b.test')).toContain(`secret=${secret}`);
  });

  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
  ])('at second %d is %s', (second, code, step) => {
    expect(stepOfCode({secret, lastStep: null}, code, new Date(second * 1000))).toBe(step);
  });

  it('counts one step early or late, and no more', () => {
    const at = (second: number) => stepOfCode({secret, lastStep: null}, '287082', new Date(second * 1000));
    expect([at(0), at(29), at(30), at(59), at(60), at(89), at(90)]).toEqual([1, 1, 1, 1, 1, 1, null]);
  });

  it('counts once', () => {
    expect(stepOfCode({secret, lastStep: 1}, '287082', new Date(59_000))).toBeNull();
    expect(stepOfCode({secret, lastStep: 0}, '287082', new Date(59_000))).toBe(1);
  });

  it('counts not at all while the clock stands before the code that was used last', () => {
    expect(stepOfCode({secret, lastStep: 50}, '287082', new Date(59_000))).toBeNull();
  });

  it('may be typed with blanks', () => {
    expect(stepOfCode({secret, lastStep: null}, ' 287 082 ', new Date(59_000))).toBe(1);
  });

  it.each(['28708', '2870822', 'abcdef', '28708a', ''])('is not %j', (code) => {
    expect(stepOfCode({secret, lastStep: null}, code, new Date(59_000))).toBeNull();
  });
});
