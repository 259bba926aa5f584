import {unescaped} from '../../renditions/packed-objects';
import {FileCheck, FileFaultError} from './file-fault-error';

const TAIL = 2048;
/** APPNOTE.TXT (PKWARE) section 4.3.16: 22 bytes that end a ZIP archive, and a comment of up to 65,535 behind them. */
const ARCHIVE_TAIL = 22 + 0xffff;
/** Its signature, and the numbers of its disks, of which there is one. */
const ARCHIVE_END = Buffer.from('PK\x05\x06\0\0\0\0', 'latin1');
/** Longest of the names below, each character written as `#xx`. */
const OVERLAP = 64;

/** ISO 32000-2 sections 12.6 and 7.11.4: what a document does by itself, and other files within it. */
const ACTIVE: readonly (readonly [RegExp, string])[] = [
  [/\/JavaScript(?![A-Za-z])/, 'a script'],
  [/\/OpenAction(?![A-Za-z])/, 'an action that runs when it is opened'],
  [/\/Launch(?![A-Za-z])/, 'an action that starts a program'],
  [/\/(?:EmbeddedFiles?|RichMedia)(?![A-Za-z])/, 'another file within it'],
];

/**
 * ISO 32000-2 section 7.5.5: a PDF ends with `startxref`, an offset, and `%%EOF`; some bytes may follow in practice. Nothing
 * in it may do anything by itself. What lies in packed objects is not seen here: it is given out as an attachment alone, and
 * rewritten without it for a reviewer.
 */
export class PdfCheck implements FileCheck {
  #tail = Buffer.alloc(0);

  take(bytes: Buffer): void {
    const text = unescaped(Buffer.concat([this.#tail.subarray(-OVERLAP), bytes]).toString('latin1'));
    for (const [name, what] of ACTIVE)
      if (name.test(text))
        throw new FileFaultError(`The PDF holds ${what}, which is not taken. Print it to a new PDF.`);
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-ARCHIVE_TAIL)]).subarray(-ARCHIVE_TAIL);
  }

  /** Programs that open archives look for their end alone: a file can be a whole PDF and an archive at once. */
  end(): null {
    if (this.#tail.includes(ARCHIVE_END))
      throw new FileFaultError(
        'The PDF is a ZIP archive as well, which is not taken. Print it to a new PDF.',
      );
    const tail = this.#tail.subarray(-TAIL).toString('latin1');
    if (!/startxref\s+\d+\s+%%EOF/.test(tail))
      throw new FileFaultError('The file begins like a PDF but does not end like one. Export it again.');
    return null;
  }
}
