import {FLOW_LIFETIME, provenAt, readFlow, showsSecondFactor, verifiedEmail} from './single-sign-on';

const now = new Date('2026-03-02T08:00:00.000Z');
const flow = {
  ...{id: 'i', state: 's', nonce: 'n', verifier: 'v', back: 'https://review.example.org/'},
  begun: now.getTime(),
  former: null,
};

describe('a sign-in at the provider that is under way', () => {
  it('is read for ten minutes, and whole', () => {
    const at = (later: number): Date => new Date(now.getTime() + later);
    expect(readFlow(JSON.stringify(flow), at(FLOW_LIFETIME - 1))).toEqual(flow);
    expect(readFlow(JSON.stringify(flow), at(FLOW_LIFETIME))).toBeNull();
    for (const name of ['id', 'state', 'nonce', 'verifier', 'back', 'begun'])
      expect(readFlow(JSON.stringify({...flow, [name]: undefined}), now)).toBeNull();
  });
});

describe('what a provider says', () => {
  const sub = 'x';

  it('is an address only if the provider vouches for it', () => {
    expect(verifiedEmail({sub, email: ' A@Demo.Test ', email_verified: true})).toBe('a@demo.test');
    expect(verifiedEmail({sub, email: 'a@demo.test', email_verified: 'true'})).toBeNull();
    expect(verifiedEmail({sub, email: 'a@demo.test'})).toBeNull();
    expect(verifiedEmail({sub, email: 7, email_verified: true})).toBeNull();
  });

  it('shows a second factor by the values that were agreed on alone', () => {
    const accepted = ['amr:mfa', 'acr:gold'];
    expect(showsSecondFactor({sub, amr: ['pwd', 'mfa']}, accepted)).toBe(true);
    expect(showsSecondFactor({sub, acr: 'gold'}, accepted)).toBe(true);
    expect(showsSecondFactor({sub, amr: 'mfa', acr: 'mfa'}, accepted)).toBe(false);
    expect(showsSecondFactor({sub, amr: ['mfa']}, [])).toBe(false);
  });

  it('is no later than now, and long ago when no time is said', () => {
    expect(provenAt({sub, auth_time: now.getTime() / 1000 - 60}, now)).toEqual(
      new Date(now.getTime() - 60_000),
    );
    expect(provenAt({sub, auth_time: now.getTime()}, now)).toEqual(now);
    for (const auth_time of [undefined, 'now', -7, 1.5])
      expect(provenAt({sub, auth_time}, now)).toEqual(new Date(0));
  });
});
