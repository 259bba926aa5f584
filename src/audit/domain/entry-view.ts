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

/** Whether the 64 hexadecimal digits at `at` are the hash that stands at `hashAt`. */
export function isHashAt(bytes: Buffer, at: number, hashes: Uint8Array, hashAt = 0): boolean {
  for (let index = 0; index < HASH_LENGTH / 2; index += 1) {
    const byte = hashes[hashAt + index] ?? 0;
    const place = at + 2 * index;
    if (bytes[place] !== DIGITS[byte >> 4] || bytes[place + 1] !== DIGITS[byte & 15]) return false;
  }
  return true;
}

/** Whether the entry is of the stream of this name. */
export const isOfStream = ({bytes, streamAt, streamEnd}: EntryView, name: Buffer): boolean =>
  streamEnd - streamAt === name.length && stands(bytes, name, streamAt);

/** Whether the entry is of the organisation with this id. */
export const isOfOrganisation = ({bytes, organisationAt}: EntryView, id: Buffer): boolean =>
  id.length === ID_LENGTH && stands(bytes, id, organisationAt);

const DIGITS = Buffer.from('0123456789abcdef');

/** The values of hexadecimal digits in lower case, by their bytes; -1 for all others. */
export const DIGIT_VALUES = Int8Array.from({length: 256}, (_, byte) => DIGITS.indexOf(byte));

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
const isPlain = (bytes: Buffer, begin: number, end: number): boolean => areAll(PLAIN, bytes, begin, end);

const isHex = (bytes: Buffer, begin: number): boolean => areAll(HEX, bytes, begin, begin + HASH_LENGTH);

const PLAIN = Uint8Array.from({length: 256}, (_, byte) =>
  byte < SPACE || byte === QUOTE || byte === BACKSLASH ? 0 : 1,
);
const HEX = DIGIT_VALUES.map((value) => (value < 0 ? 0 : 1));

function areAll(allowed: Uint8Array | Int8Array, bytes: Buffer, begin: number, end: number): boolean {
  for (let at = begin; at < end; at += 1) if (allowed[bytes[at] ?? 0] === 0) return false;
  return true;
}
