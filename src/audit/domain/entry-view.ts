/** Where the fields of an entry stand in its canonical bytes; nothing is copied. */
export interface EntryView {
  readonly bytes: Buffer;
  readonly number: number;
  readonly commitmentAt: number;
  readonly organisationAt: number;
  readonly previousAt: number;
  readonly streamAt: number;
  readonly streamEnd: number;
}

const AT = Buffer.from('{"at":"');
const COMMITMENT = Buffer.from('","commitment":"');
const KIND = Buffer.from('","kind":"');
const NUMBER = Buffer.from('","number":');
const ORGANISATION = Buffer.from(',"organisation":"');
const PREVIOUS = Buffer.from('","previous":"');
const STREAM = Buffer.from('","stream":"');
const END = Buffer.from('","v":1}');

const DATE_LENGTH = '2026-03-02T08:00:00.000Z'.length;
const HASH_LENGTH = 64;
const ID_LENGTH = 36;
const [QUOTE, BACKSLASH, SPACE, ZERO, NINE] = [0x22, 0x5c, 0x20, 0x30, 0x39];

/**
 * Takes the canonical bytes of an entry apart, see `entryBytes`. Written out by hand: a verifier reads millions of them.
 *
 * @returns null unless every byte is where RFC 8785 puts it
 */
export function viewEntry(bytes: Buffer): EntryView | null {
  const commitmentAt = AT.length + DATE_LENGTH + COMMITMENT.length;
  const kindAt = commitmentAt + HASH_LENGTH + KIND.length;
  const kindEnd = bytes.indexOf(QUOTE, kindAt);
  if (kindEnd < kindAt) return null;
  const numberAt = kindEnd + NUMBER.length;
  const numberEnd = endOfDigits(bytes, numberAt);
  const organisationAt = numberEnd + ORGANISATION.length;
  const previousAt = organisationAt + ID_LENGTH + PREVIOUS.length;
  const streamAt = previousAt + HASH_LENGTH + STREAM.length;
  const streamEnd = bytes.length - END.length;
  const number = integerIn(bytes, numberAt, numberEnd);
  const inPlace =
    stands(bytes, AT, 0) &&
    stands(bytes, COMMITMENT, commitmentAt - COMMITMENT.length) &&
    stands(bytes, KIND, kindAt - KIND.length) &&
    stands(bytes, NUMBER, kindEnd) &&
    stands(bytes, ORGANISATION, numberEnd) &&
    stands(bytes, PREVIOUS, previousAt - PREVIOUS.length) &&
    stands(bytes, STREAM, streamAt - STREAM.length) &&
    stands(bytes, END, streamEnd);
  const wellFormed =
    inPlace &&
    number > 0 &&
    bytes[numberAt] !== ZERO &&
    streamEnd > streamAt &&
    isPlain(bytes, AT.length, AT.length + DATE_LENGTH) &&
    isPlain(bytes, kindAt, kindEnd) &&
    isPlain(bytes, organisationAt, organisationAt + ID_LENGTH) &&
    isPlain(bytes, streamAt, streamEnd) &&
    isHex(bytes, commitmentAt) &&
    isHex(bytes, previousAt);
  return wellFormed ? {bytes, number, commitmentAt, organisationAt, previousAt, streamAt, streamEnd} : null;
}

export const streamOf = ({bytes, streamAt, streamEnd}: EntryView): string =>
  bytes.toString('utf8', streamAt, streamEnd);

export const organisationOf = ({bytes, organisationAt}: EntryView): string =>
  bytes.toString('latin1', organisationAt, organisationAt + ID_LENGTH);

/** Whether the 64 hexadecimal digits at `at` are this hash. */
export function isHashAt(bytes: Buffer, at: number, hash: Uint8Array): boolean {
  for (let index = 0; index < hash.length; index += 1) {
    const byte = hash[index] ?? 0;
    const place = at + 2 * index;
    if (bytes[place] !== DIGITS[byte >> 4] || bytes[place + 1] !== DIGITS[byte & 15]) return false;
  }
  return true;
}

const DIGITS = Buffer.from('0123456789abcdef');

function stands(bytes: Buffer, literal: Buffer, at: number): boolean {
  for (let index = 0; index < literal.length; index += 1)
    if (bytes[at + index] !== literal[index]) return false;
  return true;
}

function endOfDigits(bytes: Buffer, begin: number): number {
  let end = begin;
  for (let byte = bytes[end]; byte !== undefined && byte >= ZERO && byte <= NINE; byte = bytes[end]) end += 1;
  return end;
}

/** 0 when it is none, or too large to be counted with. */
function integerIn(bytes: Buffer, begin: number, end: number): number {
  let value = 0;
  for (let at = begin; at < end; at += 1) value = value * 10 + ((bytes[at] ?? 0) - ZERO);
  return Number.isSafeInteger(value) ? value : 0;
}

/** No quotes, no escapes, no control characters. */
function isPlain(bytes: Buffer, begin: number, end: number): boolean {
  for (let at = begin; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < SPACE || byte === QUOTE || byte === BACKSLASH) return false;
  }
  return true;
}

function isHex(bytes: Buffer, begin: number): boolean {
  for (let at = begin; at < begin + HASH_LENGTH; at += 1) {
    const byte = bytes[at] ?? 0;
    if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66))) return false;
  }
  return true;
}
