import {privilegeNotice} from './privilege-notice';

describe('the privilege text of an export', () => {
  it('is that of the committees concerned, on one line', () => {
    expect(privilegeNotice(['One\n text.', 'Another.'])).toBe('One text. / Another.');
  });

  it('is a general one where they have none, or more than a page can bear', () => {
    expect(privilegeNotice([])).toMatch(/^Confidential/);
    expect(privilegeNotice([' '])).toMatch(/^Confidential/);
    expect(privilegeNotice(['x'.repeat(1501)])).toMatch(/^Confidential/);
  });
});
