import {generateURI, verifySync} from 'otplib';

/** RFC 4226 section 4 (R6) recommends 160 bits. */
export const TOTP_SECRET_BYTES = 20;
const PERIOD = 30;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 section 6, without padding: 20 bytes are 32 letters. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join('');
}

/** The `otpauth:` address that an authenticator takes as a QR code. */
export const totpUri = (secret: string, email: string): string =>
  generateURI({issuer: 'Collegium', label: email, secret, period: PERIOD});

/**
 * The time step whose code was given, one step early or late allowed (RFC 6238 section 5.2); a code counts once.
 *
 * @param secret in Base32
 * @param lastStep of the code that was used last
 * @returns null when the code is wrong, too old or used already
 */
export function stepOfCode(
  {secret, lastStep}: {secret: string; lastStep: number | null},
  code: string,
  now: Date,
): number | null {
  const digits = code.replace(/\s/g, '');
  // A step used that lies ahead: the clock was set back since, and no code counts until it has caught up.
  const ahead = lastStep !== null && lastStep > Math.floor(now.getTime() / 1000 / PERIOD) + 1;
  if (ahead || !/^\d{6}$/.test(digits)) return null;
  const verified = verifySync({
    secret,
    token: digits,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: PERIOD,
    ...(lastStep !== null && {afterTimeStep: lastStep}),
  });
  return verified.valid && 'timeStep' in verified ? verified.timeStep : null;
}
