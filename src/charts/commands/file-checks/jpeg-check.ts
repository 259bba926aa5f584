import {FileCheck, FileFaultError, ImageSize, checkedSize} from './file-fault-error';

const [EOI, SOS, TEM, STUFFING] = [0xd9, 0xda, 0x01, 0x00];
/** Start of frame, but for the tables that lie among their numbers (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** RST0 to RST7 and SOI: a marker without a segment. */
const standsAlone = (marker: number): boolean => marker === TEM || (marker >= 0xd0 && marker <= 0xd8);

/**
 * ISO/IEC 10918-1 annex B: SOI, segments, a frame header with the size, scans, EOI. Cameras append previews after
 * EOI, so what follows is not looked at.
 */
export class JpegCheck implements FileCheck {
  #pending = Buffer.alloc(0);
  #state: 'marker' | 'segment' | 'skip' | 'scan' | 'ended' = 'marker';
  #marker = 0;
  #left = 0;
  #size: ImageSize | null = null;
  #scanned = false;

  take(bytes: Buffer): void {
    let rest = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (;;) {
      const taken = this.#step(rest);
      if (taken === null) break;
      rest = rest.subarray(taken);
    }
    this.#pending = this.#state === 'ended' ? Buffer.alloc(0) : Buffer.from(rest);
  }

  end(): ImageSize {
    if (this.#state !== 'ended' || !this.#size || !this.#scanned)
      throw new FileFaultError('The JPEG image ends too early: it was cut off. Send it again.');
    return this.#size;
  }

  /** Bytes that were dealt with; null when more are needed. */
  #step(rest: Buffer): number | null {
    switch (this.#state) {
      case 'marker':
        return rest.length < 2 ? null : this.#readMarker(rest);
      case 'segment':
        return this.#segment(rest);
      case 'skip':
        return this.#skip(rest);
      case 'scan':
        return this.#scan(rest);
      case 'ended':
        return null;
    }
  }

  #readMarker(rest: Buffer): number {
    if (rest[0] !== 0xff) throw damaged();
    const marker = rest[1] ?? 0;
    // B.1.1.2: any marker may be preceded by fill bytes.
    if (marker === 0xff) return 1;
    if (marker === EOI) this.#state = 'ended';
    else if (!standsAlone(marker)) this.#state = 'segment';
    this.#marker = marker;
    return 2;
  }

  #segment(rest: Buffer): number | null {
    if (rest.length < 2) return null;
    const length = rest.readUInt16BE(0);
    if (length < 2) throw damaged();
    if (isFrame(this.#marker)) {
      if (length < 8) throw damaged();
      if (rest.length < 7) return null;
      this.#size = checkedSize({height: rest.readUInt16BE(3), width: rest.readUInt16BE(5)});
    }
    this.#left = length;
    this.#state = 'skip';
    return 0;
  }

  #skip(rest: Buffer): number | null {
    if (rest.length === 0) return null;
    const taken = Math.min(this.#left, rest.length);
    this.#left -= taken;
    if (this.#left === 0) this.#state = this.#marker === SOS ? 'scan' : 'marker';
    return taken;
  }

  /** Entropy-coded data: 0xFF is followed by a zero, or it begins a marker. */
  #scan(rest: Buffer): number | null {
    this.#scanned = true;
    if (rest.length === 0) return null;
    const at = rest.indexOf(0xff);
    if (at === -1) return rest.length;
    if (at > 0) return at;
    const next = rest[1];
    if (next === undefined) return null;
    if (next === STUFFING || (next >= 0xd0 && next <= 0xd7)) return 2;
    this.#state = 'marker';
    return 0;
  }
}

const damaged = (): FileFaultError => new FileFaultError('The JPEG image is damaged. Export it again.');
