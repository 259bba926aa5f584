/** Why a file is not sound. The message is for its sender and quotes nothing of the file. */
export class FileFaultError extends Error {
  override readonly name = 'FileFaultError';
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Looks at a file as its bytes pass by, and holds next to nothing of it. */
export interface FileCheck {
  /** @throws FileFaultError */
  take(bytes: Buffer): void;
  /** @throws FileFaultError @returns pixels of an image */
  end(): ImageSize | null;
}

/** A picture that claims to be larger would fill the memory of whoever opens it. */
const MOST_PIXELS_A_SIDE = 20_000;
const MOST_PIXELS = 100_000_000;

/** @throws FileFaultError */
export function checkedSize({width, height}: ImageSize): ImageSize {
  if (width === 0 || height === 0) throw new FileFaultError('The image has no extent. Export it again.');
  if (width > MOST_PIXELS_A_SIDE || height > MOST_PIXELS_A_SIDE || width * height > MOST_PIXELS)
    throw new FileFaultError(
      `The image claims ${width} x ${height} pixels; at most 20,000 a side and 100 megapixels are taken. Export it smaller.`,
    );
  return {width, height};
}
