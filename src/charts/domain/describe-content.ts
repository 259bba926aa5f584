import {isUtf8} from 'node:buffer';

export type ContentKind = 'fhir-json' | 'pdf' | 'png' | 'jpeg' | 'text';

const pngHead = Buffer.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
]);

/** Markup, PostScript, RTF, PDF: readable as text, and something else in truth. */
const disguised = /^(?:<|%!|%PDF|\{\\rtf)/i;

/** Everything below U+0020 but tab, line feed, form feed and carriage return; and U+007F. */
function hasControls(text: string): boolean {
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code === 0x7f || (code < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(code))) return true;
  }
  return false;
}

/** The head as UTF-8 text, null where it is none; a character cut in two at the end is forgiven. */
function textOf(head: Buffer): string | null {
  for (let cut = 0; cut <= 3; cut += 1) {
    const whole = head.subarray(0, Math.max(head.length - cut, 0));
    // RFC 3629 section 4: the bytes that begin a character of two to four bytes.
    const lead = head[whole.length] ?? 0;
    if (isUtf8(whole) && (cut === 0 || (lead >= 0xc2 && lead <= 0xf4))) return whole.toString('utf8');
  }
  return null;
}

function textKind(head: Buffer): ContentKind | null {
  const text = textOf(head)
    ?.replace(/^\ufeff/, '')
    .trimStart();
  if (text === undefined || text === '' || disguised.test(text) || hasControls(text)) return null;
  return text.startsWith('{') && /"resourceType"\s*:\s*"/.test(text) ? 'fhir-json' : 'text';
}

/**
 * Says what an upload is by its first bytes (4 KiB are plenty), never by its name or declared type.
 *
 * @returns null for everything that Collegium does not take: archives, markup, programs, and files that only pretend
 */
export function identifyContent(head: Buffer): ContentKind | null {
  if (/^%PDF-[12]\.[0-9][\r\n %]/.test(head.toString('latin1', 0, 9))) return 'pdf';
  if (head.subarray(0, pngHead.length).equals(pngHead)) return 'png';
  // ISO/IEC 10918-1 B.1.1.2: SOI, then a marker segment (a table, a frame or an application segment).
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff && (head[3] ?? 0) >= 0xc0) return 'jpeg';
  return textKind(head);
}
