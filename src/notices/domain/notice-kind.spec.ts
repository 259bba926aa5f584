import {isNoticeKind, noticeTitles} from './notice-kind';

describe('the kinds of notices', () => {
  it('are those that have a title, and no name that every object has', () => {
    expect(Object.keys(noticeTitles).every(isNoticeKind)).toBe(true);
    expect(['', 'yourturn', 'toString', '__proto__'].some(isNoticeKind)).toBe(false);
  });
});
