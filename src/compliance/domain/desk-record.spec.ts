import {deskRecord} from './desk-record';
import {isId} from '../../platform/is-id';

describe('the record of an act at the desk', () => {
  const act = {kind: 'read', type: 'logSearched', action: 'R', details: {}} as const;

  it('stands on the stream of whoever acted, for the purpose of compliance', () => {
    const roles = [{role: 'staff'}, {role: 'compliance'}, {role: 'compliance'}];
    expect(deskRecord({personId: 'p', roles}, act)).toEqual({
      stream: 'account/p',
      kind: 'read',
      event: {
        type: 'logSearched',
        action: 'R',
        outcome: '0',
        who: 'p',
        as: ['compliance', 'staff'],
        on: null,
        why: 'HCOMPL',
        details: {},
      },
    });
  });

  it('stands on the organisation’s when somebody at the machine did it, and tells another purpose', () => {
    const {stream, event} = deskRecord({personId: 'system', roles: []}, {...act, on: 'x', why: 'HLEGAL'});
    expect([stream, event.on, event.why]).toEqual(['org', 'x', 'HLEGAL']);
  });
});

it('knows an id from a number or a name', () => {
  expect(isId('11111111-1111-4111-8111-111111111111')).toBe(true);
  expect(isId('PR-2026-0001')).toBe(false);
});
