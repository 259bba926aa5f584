import type {RoleGrant} from '../../identity';
import {concerns, decisionFault, isAdministrator} from './role-decision';

const actor = (personId: string, ...roles: RoleGrant[]) => ({personId, roles});
const of = (role: RoleGrant['role'], committeeId: string | null = null): RoleGrant => ({role, committeeId});

describe('a role that waits for a second person', () => {
  it.each([
    ['administrator', of('administrator'), null, true],
    ['administrator', of('administrator'), 'c1', true],
    ['compliance of the organisation', of('compliance'), null, true],
    ['compliance of the organisation', of('compliance'), 'c1', false],
    ['compliance of a committee', of('compliance', 'c1'), null, false],
    ['chair of the committee', of('chair', 'c1'), 'c1', true],
    ['vice-chair of the committee', of('viceChair', 'c1'), 'c1', true],
    ['chair of another committee', of('chair', 'c2'), 'c1', false],
    ['chair of a committee', of('chair', 'c1'), null, false],
    ['member of the committee', of('member', 'c1'), 'c1', false],
    ['coordinator', of('coordinator', 'c1'), 'c1', false],
  ])('%s: %j, committee %s: %s', (_who, grant, committeeId, expected) => {
    expect(concerns(actor('p', of('staff'), grant), {committeeId})).toBe(expected);
  });

  it('is decided by neither of those whom it is about', () => {
    const proposal = {personId: 'new', committeeId: null, proposedBy: 'first'};
    expect(decisionFault(actor('first', of('administrator')), proposal)).toContain('what you proposed');
    expect(decisionFault(actor('new', of('administrator')), proposal)).toContain('a role of yours');
    expect(decisionFault(actor('second', of('administrator')), proposal)).toBeNull();
  });

  it('is proposed by administrators', () => {
    expect(isAdministrator(actor('p', of('staff'), of('administrator')))).toBe(true);
    expect(isAdministrator(actor('p', of('staff'), of('compliance')))).toBe(false);
  });
});
