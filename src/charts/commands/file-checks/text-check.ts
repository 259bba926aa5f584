import {FileCheck, FileFaultError} from './file-fault-error';

/** Plain text: UTF-8 to its end (RFC 3629), and no NUL. */
export class TextCheck implements FileCheck {
  readonly #decoder = new TextDecoder('utf-8', {fatal: true});

  take(bytes: Buffer): void {
    if (bytes.includes(0)) throw new FileFaultError('The file is no plain text: it holds NUL characters.');
    this.#decode(() => this.#decoder.decode(bytes, {stream: true}));
  }

  end(): null {
    this.#decode(() => this.#decoder.decode());
    return null;
  }

  #decode(decoding: () => string): void {
    try {
      decoding();
    } catch {
      throw new FileFaultError('The text is not in UTF-8. Save it as UTF-8 and send it again.');
    }
  }
}
