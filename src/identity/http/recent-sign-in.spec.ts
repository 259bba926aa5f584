import {FakeClock} from '../../../test/support/fake-clock';
import {Problem} from '../../platform/errors/problem';
import {requireRecentSignIn} from './recent-sign-in.guard';

describe('a sensitive action', () => {
  it('asks for the password again ten minutes after it was given', () => {
    const clock = new FakeClock();
    const person = {confirmedAt: clock.now()};
    clock.advance({minutes: 9, seconds: 59});
    expect(() => {
      requireRecentSignIn(person, clock);
    }).not.toThrow();
    clock.advance({seconds: 1});
    const stale = (): unknown => {
      try {
        requireRecentSignIn(person, clock);
        return null;
      } catch (error) {
        return error instanceof Problem ? [error.status, error.code] : error;
      }
    };
    expect(stale()).toEqual([401, 'reauthentication_required']);
  });
});
