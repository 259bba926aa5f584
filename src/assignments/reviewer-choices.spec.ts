import type {KnownConflict} from '../conflicts';
import {remark} from './reviewer-choices';

const conflict = (fields: Partial<KnownConflict>): KnownConflict => ({
  personId: 'R',
  kind: 'namedInCase',
  source: 'detected',
  grade: 'absolute',
  verified: false,
  state: 'detected',
  evidence: 'the referral names somebody of this name; not verified',
  blocks: false,
  row: null,
  ...fields,
});

describe('what is said of a reviewer with the choice', () => {
  it('is the evidence where whoever chooses sees what it tells, and else only that there may be something', () => {
    expect(remark(conflict({}), new Set(['referral']))).toEqual([
      'the referral names somebody of this name; not verified: please check',
    ]);
    expect(remark(conflict({}), new Set(['chart']))).toEqual(['a possible conflict: please check']);
    const reviewed = conflict({
      kind: 'reviewedSubject',
      evidence: 'reviewed the same physician on 2026-03-02',
    });
    expect(remark(reviewed, new Set(['referral']))).toEqual(['a possible conflict: please check']);
    expect(remark(reviewed, new Set(['reviewerIdentity']))[0]).toMatch(/^reviewed the same physician/);
  });

  it('is nothing of what was dismissed', () => {
    expect(remark(conflict({state: 'dismissed'}), new Set(['referral']))).toEqual([]);
  });
});
