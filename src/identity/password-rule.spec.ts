import {judgePassword} from './password-rule';

const context = ['ada.lovelace@demo.test', 'Ada Lovelace'];
const guessed = expect.stringContaining('among the first that are guessed') as unknown;

describe('judgePassword', () => {
  it.each([
    'passwordpassword',
    'password1234567',
    'qwertyuiopasdfgh',
    '123456789012345',
    'Summer2024Summer2024',
    'administrator123',
    'Ada Lovelace Ada',
    'CollegiumCollegium',
  ])('refuses %s, which is guessed first', async (password) => {
    expect(await judgePassword(password, context)).toEqual(guessed);
  });

  it.each(['correct horse battery', 'fünfzehn Zeichn', 'seven lanterns under the bridge'])(
    'takes %s, without a rule of capitals, digits or signs',
    async (password) => {
      expect(await judgePassword(password, context)).toBeNull();
    },
  );

  it('says first what the domain refuses', async () => {
    expect(await judgePassword('short', context)).toBe('must have at least 15 characters');
  });

  it('judges what is long by its beginning', async () => {
    expect(await judgePassword('ab'.repeat(90) + ' lantern bridge tall ship', context)).toEqual(
      expect.any(String),
    );
    expect(await judgePassword('password'.repeat(13) + ' lantern bridge tall ship', context)).toEqual(
      guessed,
    );
  });
});
