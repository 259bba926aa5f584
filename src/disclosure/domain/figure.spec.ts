import {Figure} from './figure';

const say = (people: readonly string[]): string =>
  Figure.over(people, 7).shown((value) => `${value}`, 'withheld');

describe('a figure about people', () => {
  it.each([[[]], [['a']], [['a', 'b', 'c', 'd']]])('over fewer than 5 is withheld: %j', (people) => {
    expect(say(people)).toBe('withheld');
  });

  it('over 5 is shown', () => {
    expect(say(['a', 'b', 'c', 'd', 'e'])).toBe('7');
  });

  it('counts everybody once, however often they come', () => {
    expect(say(['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd'])).toBe('withheld');
  });
});
