/** PNG (W3C, third edition) section 11: what is needed to draw; whatever holds words, places, times or a profile is left. */
const DRAWN = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);
const SIGNATURE = 8;
/** Length and type before a chunk's data, CRC after it. */
const FRAME = 12;

/** A PNG image without its metadata. The image was found sound when it was received. */
export function cleanPng(image: Buffer): Buffer {
  const kept = [image.subarray(0, SIGNATURE)];
  for (let at = SIGNATURE; at + FRAME <= image.length;) {
    const end = at + FRAME + image.readUInt32BE(at);
    const type = image.toString('latin1', at + 4, at + 8);
    if (DRAWN.has(type)) kept.push(image.subarray(at, end));
    if (type === 'IEND') break;
    at = end;
  }
  return Buffer.concat(kept);
}

const [SOI, EOI, SOS, APP0, APP14, APP15, COM] = [0xd8, 0xd9, 0xda, 0xe0, 0xee, 0xef, 0xfe];

/** Whether a marker stands without a segment: TEM, RST0 to RST7, SOI. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= SOI);

/**
 * A JPEG image (ISO/IEC 10918-1 annex B) without its application segments and comments: EXIF, XMP, IPTC, profiles,
 * previews, and whatever was appended to it. How colours are meant (Adobe, APP14) is kept, which way is up is not.
 */
export function cleanJpeg(image: Buffer): Buffer {
  const kept = [image.subarray(0, 2)];
  let at = 2;
  while (at + 2 <= image.length) {
    const marker = image[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      kept.push(image.subarray(at, at + 2));
      break;
    }
    const end = standsAlone(marker) ? at + 2 : at + 2 + image.readUInt16BE(at + 2);
    const isColour = marker === APP14 && image.toString('latin1', at + 4, at + 9) === 'Adobe';
    const isMetadata = (marker >= APP0 && marker <= APP15 && !isColour) || marker === COM;
    if (!isMetadata) kept.push(image.subarray(at, end));
    at = end;
    if (marker !== SOS) continue;
    const next = scanEnd(image, at);
    kept.push(image.subarray(at, next));
    at = next;
  }
  return Buffer.concat(kept);
}

/** Where the entropy-coded data ends: at the first marker that is no restart and no stuffed 0xFF. */
function scanEnd(image: Buffer, from: number): number {
  for (let at = image.indexOf(0xff, from); at >= 0; at = image.indexOf(0xff, at + 1)) {
    const next = image[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return image.length;
}
