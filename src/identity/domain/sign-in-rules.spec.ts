import {signInRules} from './sign-in-rules';

const MINUTE = 60_000;

describe('the rules of signing in', () => {
  it('ask for a second factor outside the demonstration, and end a sign-in by themselves', () => {
    const times = {idle: 60 * MINUTE, longest: 720 * MINUTE, confirmation: 10 * MINUTE};
    expect(signInRules(false)).toEqual({secondFactor: true, ...times});
    expect(signInRules(true)).toEqual({secondFactor: false, ...times});
  });
});
