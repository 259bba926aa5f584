import type {KnownCases} from '../../cases';
import {LiveStream} from './live-stream';

const stream = (): LiveStream =>
  new LiveStream({organisationId: 'o', session: 's', stillHere: () => Promise.resolve(null)});
const known = (versions: readonly (readonly [string, string])[] = []): KnownCases => ({
  versions: new Map(versions),
  all: true,
});
const written = (of: LiveStream): string => String(of.body.read() ?? '');

describe('a page that waits for news', () => {
  it('has what was changed while it was opened looked at once it knows what its viewer saw, from the first change on', () => {
    const opening = stream();
    expect([opening.takes('c', 7), opening.takes('c', 5), opening.takes('d', 1)]).toEqual([
      false,
      false,
      false,
    ]);
    opening.look('c', {version: 'hidden', inHistory: true});
    expect(written(opening)).toBe('');
    expect([...opening.begin(known())]).toEqual([
      ['c', 5],
      ['d', 1],
    ]);
    expect(opening.takes('c', 8)).toBe(true);
  });

  it('tells of what is seen otherwise than before, and of nothing else', () => {
    const open = stream();
    open.begin(known([['c', '1']]));
    written(open);
    open.look('c', {version: '1', inHistory: false});
    open.look('gone', null);
    expect(written(open)).toBe('');
    open.look('c', {version: '2', inHistory: false});
    open.look('c', null);
    expect(written(open)).toBe(
      'event: changed\ndata: {"case":"c"}\n\nevent: changed\ndata: {"case":null}\n\n',
    );
  });
});
