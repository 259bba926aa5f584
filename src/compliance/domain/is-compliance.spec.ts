import {isCompliance, isWholeCompliance} from './is-compliance';

const whole = {role: 'compliance', committeeId: null};
const ofOne = {role: 'compliance', committeeId: 'surgery'};
const staff = {role: 'staff', committeeId: null};

describe('the compliance desk', () => {
  it('is open to whoever holds the role, alone or beside others', () => {
    expect(isCompliance({roles: [staff, whole]})).toBe(true);
    expect(isCompliance({roles: [staff, ofOne]})).toBe(true);
    expect(isCompliance({roles: [staff, {...whole, role: 'administrator'}]})).toBe(false);
    expect(isCompliance({roles: []})).toBe(false);
  });

  it('decides for the organisation only with the role for all of it', () => {
    expect(isWholeCompliance({roles: [staff, ofOne, whole]})).toBe(true);
    expect(isWholeCompliance({roles: [staff, ofOne]})).toBe(false);
    expect(isWholeCompliance({roles: [staff]})).toBe(false);
  });
});
