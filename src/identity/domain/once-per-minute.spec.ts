import {OncePerMinute} from './once-per-minute';

const START = new Date('2026-03-02T08:00:00.000Z');
const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

describe('once a minute', () => {
  it('lets the first of each key through, and the next when the minute is over', () => {
    const once = new OncePerMinute();
    const passed = [0, 1, 59, 60, 61].map((seconds) => once.isFirst('a', after(seconds)));
    expect(passed).toEqual([true, false, false, true, false]);
    expect(once.isFirst('b', after(61))).toBe(true);
  });

  it('forgets the oldest key when there are too many', () => {
    const once = new OncePerMinute(2);
    for (const key of ['a', 'b', 'c']) expect(once.isFirst(key, START)).toBe(true);
    expect([once.isFirst('c', START), once.isFirst('a', START)]).toEqual([false, true]);
  });
});
