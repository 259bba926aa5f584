import {crc32} from 'node:zlib';
import {FileCheck, FileFaultError, ImageSize, checkedSize} from './file-fault-error';

const SIGNATURE = 8;
const HEADER = 8;
const CRC = 4;
const IHDR = 13;
const LONGEST_CHUNK = 0x7fffffff;

/**
 * PNG (W3C, third edition) section 5: after the signature, chunks of length, type, data and CRC; IHDR first, IDAT
 * somewhere, IEND last. The pixels themselves are not unpacked.
 */
export class PngCheck implements FileCheck {
  #pending = Buffer.alloc(0);
  #skip = SIGNATURE;
  #size: ImageSize | null = null;
  #state: 'signature' | 'header' | 'data' | 'crc' | 'ended' = 'signature';
  #type = '';
  #left = 0;
  #sum = 0;
  #hasData = false;

  take(bytes: Buffer): void {
    let rest = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (;;) {
      const taken = this.#step(rest);
      if (taken === null) break;
      rest = rest.subarray(taken);
    }
    this.#pending = Buffer.from(rest);
  }

  end(): ImageSize {
    if (this.#state !== 'ended' || !this.#size || !this.#hasData)
      throw new FileFaultError('The PNG image ends too early: it was cut off. Send it again.');
    return this.#size;
  }

  /** Bytes that were dealt with; null when more are needed. */
  #step(rest: Buffer): number | null {
    switch (this.#state) {
      case 'signature':
        if (rest.length < this.#skip) return null;
        this.#state = 'header';
        return this.#skip;
      case 'header':
        return rest.length < HEADER ? null : this.#header(rest);
      case 'data':
        return this.#data(rest);
      case 'crc':
        return rest.length < CRC ? null : this.#crc(rest);
      case 'ended':
        if (rest.length > 0)
          throw new FileFaultError('The PNG image holds something after its end. Export it again.');
        return null;
    }
  }

  #header(rest: Buffer): number {
    this.#left = rest.readUInt32BE(0);
    this.#type = rest.toString('latin1', 4, HEADER);
    if (this.#left > LONGEST_CHUNK || !/^[A-Za-z]{4}$/.test(this.#type)) throw damaged();
    if ((this.#size === null) !== (this.#type === 'IHDR')) throw damaged();
    if (this.#type === 'IHDR' && this.#left !== IHDR) throw damaged();
    this.#sum = crc32(rest.subarray(4, HEADER));
    this.#state = 'data';
    return HEADER;
  }

  #data(rest: Buffer): number | null {
    if (this.#type === 'IHDR') {
      if (rest.length < IHDR) return null;
      this.#size = checkedSize({width: rest.readUInt32BE(0), height: rest.readUInt32BE(4)});
    }
    if (this.#left > 0 && rest.length === 0) return null;
    const part = rest.subarray(0, this.#left);
    this.#sum = crc32(part, this.#sum);
    this.#left -= part.length;
    if (this.#left === 0) this.#state = 'crc';
    return part.length;
  }

  #crc(rest: Buffer): number {
    if (rest.readUInt32BE(0) !== this.#sum) throw damaged();
    if (this.#type === 'IDAT') this.#hasData = true;
    this.#state = this.#type === 'IEND' ? 'ended' : 'header';
    return CRC;
  }
}

const damaged = (): FileFaultError => new FileFaultError('The PNG image is damaged. Export it again.');
