import {addressOf, chosenIn, isSame} from './saved-view';

describe('a view that was saved', () => {
  const chosen = {programme: 'peer-review', turn: 'mine'} as const;

  it('is what the address chooses, without what is no choice', () => {
    const search = new URLSearchParams('turn=mine&programme=peer-review&state=&chart=labs');
    expect(chosenIn(search)).toEqual(chosen);
    expect(chosenIn(new URLSearchParams())).toEqual({});
  });

  it('is the one that is shown when nothing differs', () => {
    expect(isSame(chosen, {turn: 'mine', programme: 'peer-review'})).toBe(true);
    expect(isSame(chosen, {programme: 'peer-review'})).toBe(false);
    expect(isSame({}, {view: 'board'})).toBe(false);
  });

  it('takes every other choice out of the address', () => {
    expect(addressOf(chosen)).toEqual({...chosen, state: null, settled: null, view: null});
  });
});
