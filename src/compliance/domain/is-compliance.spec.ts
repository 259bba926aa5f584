import {isCompliance} from './is-compliance';

describe('the compliance desk', () => {
  it('is open to whoever holds the role, alone or beside others', () => {
    expect(isCompliance({roles: [{role: 'staff'}, {role: 'compliance'}]})).toBe(true);
    expect(isCompliance({roles: [{role: 'staff'}, {role: 'administrator'}]})).toBe(false);
    expect(isCompliance({roles: []})).toBe(false);
  });
});
