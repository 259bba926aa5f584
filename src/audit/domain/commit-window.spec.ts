import {CommitWindow, advanceWindow} from './commit-window';

const start: CommitWindow = {floor: 0n, mark: 0n, markAt: 0n};

describe('the window of ids that may still appear', () => {
  it('waits for every transaction that was running when an id was seen', () => {
    const seen = advanceWindow(start, {ids: [1n, 4n], cut: false, oldestRunning: 10n, next: 12n});
    expect(seen).toEqual({floor: 0n, mark: 4n, markAt: 12n});
    const waiting = advanceWindow(seen, {ids: [6n], cut: false, oldestRunning: 11n, next: 14n});
    expect(waiting).toEqual(seen);
    const late = advanceWindow(seen, {ids: [3n, 7n], cut: false, oldestRunning: 12n, next: 15n});
    expect(late).toEqual({floor: 4n, mark: 7n, markAt: 15n});
  });

  it('does not pass what a look that was cut short has not seen', () => {
    const seen = {floor: 1n, mark: 9n, markAt: 12n};
    const look = {cut: true, oldestRunning: 12n, next: 13n};
    expect(advanceWindow(seen, {...look, ids: [3n, 5n]})).toEqual({...seen, floor: 5n});
    expect(advanceWindow({...seen, floor: 6n}, {...look, ids: [5n]})).toEqual({...seen, floor: 6n});
    expect(advanceWindow(seen, {...look, ids: [3n, 11n]})).toEqual({floor: 9n, mark: 11n, markAt: 13n});
  });

  it('moves on without new events', () => {
    const seen = {floor: 1n, mark: 9n, markAt: 12n};
    expect(advanceWindow(seen, {ids: [], cut: false, oldestRunning: 20n, next: 20n})).toEqual({
      floor: 9n,
      mark: 9n,
      markAt: 20n,
    });
  });

  it('starts to wait again in a cluster whose transactions are counted anew', () => {
    const restored = {floor: 1n, mark: 9n, markAt: 1000n};
    expect(advanceWindow(restored, {ids: [10n], cut: false, oldestRunning: 20n, next: 21n})).toEqual({
      floor: 1n,
      mark: 10n,
      markAt: 21n,
    });
  });
});
