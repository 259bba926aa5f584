import fc from 'fast-check';
import {MAIL_SUBJECT, noticeMail} from './notice-mail';
import {noticeTitles} from './notice-kind';

const site = new URL('https://review.example.org/');
const someone = {name: 'Dr. Ada Example', address: 'ada@example.org'};
const id = '5f3f6c1e-0d3f-4c53-9d53-0a3c52b7f001';

describe('the mail that announces a notice', () => {
  it('says that something awaits and where, and nothing else', () => {
    expect(noticeMail(someone, site, id)).toEqual({
      to: someone,
      subject: 'Something awaits you in Collegium',
      text: 'Something awaits you in Collegium. Sign in to see it:\n\nhttps://review.example.org/\n',
      messageId: `<${id}@review.example.org>`,
    });
  });

  it('names none of the kinds of notices', () => {
    const mail = noticeMail(someone, site, id);
    for (const title of Object.values(noticeTitles))
      expect(`${MAIL_SUBJECT} ${mail?.text ?? ''}`).not.toContain(title);
  });

  it('carries no line end from a name, whatever the name', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('\r', '\n', '\u2028', '\u0085', '\0', 'B', 'c', ':', ' ', ','),
    });
    fc.assert(
      fc.property(hostile, (name) => {
        expect(noticeMail({...someone, name}, site, id)?.to.name).toMatch(/^[^\r\n\u2028\u2029\u0085\0]*$/);
      }),
    );
  });

  it('keeps letters of every script in a name', () => {
    expect(noticeMail({...someone, name: "Zoë O'Neill, 王"}, site, id)?.to.name).toBe("Zoë O'Neill, 王");
  });

  it.each([
    'ada@example.org\r\nBcc: all@example.org',
    'ada@example.org, eve@example.org',
    'ada@example.org;eve@example.org',
    '<ada@example.org>',
    '"ada eve"@example.org',
    'ada@eve@example.org',
    'ada@example.org\u0000',
    'group:ada@example.org;',
    'ada',
    '@example.org',
    '',
    `${'a'.repeat(250)}@example.org`,
  ])('is not sent to %j, which is not one address', (address) => {
    expect(noticeMail({...someone, address}, site, id)).toBeNull();
  });
});
