import {LINK_SUBJECT, linkMail} from './link-mail';

const site = new URL('https://review.example.org/');
const someone = {name: 'Dr. Ada\r\nBcc: all', address: 'ada@example.org'};

describe('the mail that brings a link', () => {
  it.each([
    ['invitation', 'within seven days'],
    ['recovery', 'within an hour'],
  ] as const)('says what an %s is for, how long it opens, and the link', (purpose, words) => {
    const mail = linkMail(someone, {link: 'https://review.example.org/password#x', purpose}, {site, id: '7'});
    expect(mail).toMatchObject({
      to: {name: 'Dr. Ada Bcc: all', address: 'ada@example.org'},
      subject: LINK_SUBJECT,
      messageId: '<link-7@review.example.org>',
    });
    expect(mail?.text).toContain(words);
    expect(mail?.text).toContain('\nhttps://review.example.org/password#x\n');
  });

  it('is not sent to what is no address', () => {
    const link = {link: 'x', purpose: 'recovery'} as const;
    expect(linkMail({name: '', address: 'a@b, c@d'}, link, {site, id: '7'})).toBeNull();
  });
});
