import {FileCheck, FileFaultError} from './file-fault-error';

const TAIL = 2048;

/** ISO 32000-2 section 7.5.5: a PDF ends with `startxref`, an offset, and `%%EOF`; some bytes may follow in practice. */
export class PdfCheck implements FileCheck {
  #tail = Buffer.alloc(0);

  take(bytes: Buffer): void {
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-TAIL)]).subarray(-TAIL);
  }

  end(): null {
    const tail = this.#tail.toString('latin1');
    if (!/startxref\s+\d+\s+%%EOF/.test(tail))
      throw new FileFaultError('The file begins like a PDF but does not end like one. Export it again.');
    return null;
  }
}
