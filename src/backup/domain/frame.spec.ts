import fc from 'fast-check';
import {FrameReader, frameBytes} from './frame';
import type {Frame} from './frame';

const aFrame = fc.record({
  kind: fc.constantFrom('header', 'table', 'rows', 'end', 'manifest'),
  payload: fc.uint8Array({maxLength: 300}).map((bytes) => Buffer.from(bytes)),
}) as fc.Arbitrary<Frame>;

describe('the frames of a backup', () => {
  it('come out as they went in, whatever the pieces they are read in', () => {
    fc.assert(
      fc.property(fc.array(aFrame, {maxLength: 8}), fc.integer({min: 1, max: 97}), (frames, piece) => {
        const bytes = Buffer.concat(frames.map(({kind, payload}) => frameBytes(kind, payload)));
        const reader = new FrameReader();
        const read: Frame[] = [];
        for (let from = 0; from < bytes.length; from += piece)
          read.push(...(reader.push(bytes.subarray(from, from + piece)) ?? []));
        expect(read).toEqual(frames);
        expect(reader.within).toBe(false);
      }),
    );
  });

  it('are not whole before their last byte', () => {
    const bytes = frameBytes('rows', Buffer.from('rows'));
    const reader = new FrameReader();
    expect(reader.push(bytes.subarray(0, -1))).toEqual([]);
    expect(reader.within).toBe(true);
    expect(reader.push(bytes.subarray(-1))).toEqual([{kind: 'rows', payload: Buffer.from('rows')}]);
  });

  it.each([
    ['an unknown code', Buffer.of(9, 0, 0, 0, 0)],
    ['a length that would fill the memory', Buffer.of(3, 0xff, 0xff, 0xff, 0xff)],
  ])('are refused with %s', (_what, bytes) => {
    expect(new FrameReader().push(bytes)).toBeNull();
  });
});
