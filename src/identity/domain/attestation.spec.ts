import {attestationDue, attestationText, attestedUntil, mustAttest, needsAttestation} from './attestation';
import {GRANTABLE_ROLES} from './role';

const now = new Date('2026-03-02T08:00:00.000Z');
const coordinator = [{role: 'coordinator'}] as const;

describe('the yearly attestation', () => {
  it('is asked of those whose role shows what is in cases, and of nobody else', () => {
    const others = ['staff', ...GRANTABLE_ROLES].filter((role) => !mustAttest([{role: role as 'staff'}]));
    expect(others).toEqual(['staff', 'physician', 'administrator']);
  });

  it('holds for a year', () => {
    const until = attestedUntil(now);
    const due = (at: number): boolean =>
      attestationDue({roles: coordinator, attestedUntil: until}, new Date(until.getTime() + at));
    expect(until.toISOString()).toBe('2027-03-02T08:00:00.000Z');
    expect([due(-1), due(0)]).toEqual([false, true]);
    expect(attestationDue({roles: coordinator, attestedUntil: null}, now)).toBe(true);
    expect(attestationDue({roles: [{role: 'staff'}], attestedUntil: null}, now)).toBe(false);
  });

  it.each([
    ['GET', '/api/cases', true],
    ['GET', '/api/cases/:id', true],
    ['POST', '/api/cases/:id/actions', true],
    ['POST', '/api/broken-glass', true],
    ['GET', '/api/audit/events', true],
    ['GET', '/api/what-comes-next', true],
    ['GET', 'none', true],
    ['POST', '/api/cases', false],
    ['GET', '/api/session/attestation', false],
    ['GET', '/api/inbox', false],
    ['GET', '/api/sessionsish', true],
  ])('stands before %s %s: %p', (method, route, expected) => {
    expect(needsAttestation(method, route)).toBe(expected);
  });

  it('has words of a version, with where they come from', () => {
    const text = {version: '1', title: 'T', text: 'I promise.', provenance: 'counsel'};
    expect(attestationText(text)).toEqual(text);
    expect(() => attestationText({...text, provenance: ''})).toThrow('has no provenance');
    expect(() => attestationText(null)).toThrow('has no version');
  });
});
