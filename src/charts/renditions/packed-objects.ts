import {constants, inflateSync} from 'node:zlib';
import {errorCode} from '../../platform/errors/problem-of';

const STREAM = Buffer.from('stream');
const OBJECT = Buffer.from('obj');
/** Longest dictionary of a stream that holds objects; ones that are longer are looked at from their end. */
const LONGEST = 4096;

/**
 * Whether the objects that a PDF holds in packed streams (ISO 32000-2 section 7.5.7 and 7.5.8) come to at most so many bytes.
 * A reader unpacks all of them to open the file; pages and images it leaves as they are. Never holds more than `most` bytes.
 */
export function packedObjectsWithin(file: Buffer, most: number): boolean {
  let left = most;
  for (let at = file.indexOf(STREAM); at !== -1; at = file.indexOf(STREAM, at + STREAM.length)) {
    if (!holdsObjects(file, at)) continue;
    const size = unpackedSize(file.subarray(dataAfter(file, at)), left);
    if (size === null) return false;
    left -= size;
  }
  return true;
}

function holdsObjects(file: Buffer, at: number): boolean {
  const begin = Math.max(file.lastIndexOf(OBJECT, at), at - LONGEST, 0);
  return /\/(?:ObjStm|XRef)/.test(unescaped(file.toString('latin1', begin, at)));
}

/** Names may be written with any of their characters as `#xx`. */
export const unescaped = (text: string): string =>
  text.replaceAll(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** One end of line stands between the word and what follows it. */
function dataAfter(file: Buffer, at: number): number {
  const next = at + STREAM.length;
  return file[next] === 0x0d && file[next + 1] === 0x0a ? next + 2 : next + 1;
}

/** Null when it is larger than `most`; what does not unpack has no size. */
function unpackedSize(packed: Buffer, most: number): number | null {
  try {
    return inflateSync(packed, {finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: Math.max(most, 1)})
      .length;
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return null;
    if (errorCode(error)?.startsWith('Z_') === true) return 0;
    throw error;
  }
}
