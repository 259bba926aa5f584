import {mailFailure} from './mail-failure';

const failing = (properties: object): Error =>
  Object.assign(new Error('550 5.1.1 <ada@example.org>: user unknown; patient Smith'), properties);

describe('the reason kept of a mail that failed', () => {
  it.each([
    ['EENVELOPE', 550, true, 'the mail server refused the mail (550)'],
    ['EMESSAGE', 554, true, 'the mail server refused the mail (554)'],
    ['EENVELOPE', 451, false, 'the mail server refused the mail (451)'],
    ['ECONNECTION', 421, false, 'the mail server refused the mail (421)'],
    ['EAUTH', 535, false, 'the mail server refused the sign-in (535)'],
    ['ECONNECTION', undefined, false, 'the mail server could not be reached (ECONNECTION)'],
    ['ETIMEDOUT', undefined, false, 'the mail server could not be reached (ETIMEDOUT)'],
  ])('of %s %s', (code, responseCode, permanent, reason) => {
    const found = mailFailure(failing({code, responseCode}));
    expect({permanent: found.permanent, reason: found.reason}).toEqual({permanent, reason});
  });

  it('repeats neither codes nor values that could hold text', () => {
    expect(mailFailure(failing({code: 'ada@example.org'})).reason).toBe(
      'the mail server could not be reached',
    );
    expect(mailFailure('ada@example.org').reason).toBe('the mail server could not be reached');
  });
});
