import {seenFinding} from './seen-finding';
import {Finding} from './unusual-access';

const at = (leaf: number): Date => new Date(Date.parse('2026-03-02T21:00:00Z') + leaf * 60_000);
const some = (count: number): {leaf: number; at: Date}[] =>
  Array.from({length: count}, (_, leaf) => ({leaf, at: at(leaf)}));
const finding = (
  rule: Finding['rule'],
  count: number,
  least?: number,
): Pick<Finding, 'rule' | 'evidence'> => ({
  rule,
  evidence: {
    count,
    because: 'as it was found',
    leaves: some(count).map(({leaf}) => leaf),
    ...(least !== undefined && {least}),
  },
});

describe('a finding, to one viewer,', () => {
  it('is what is left of it, from the first to the last of that', () => {
    expect(seenFinding(finding('afterHours', 9), some(9).slice(3))).toEqual({
      since: at(3),
      until: at(8),
      evidence: {count: 6, because: 'as it was found', leaves: [3, 4, 5, 6, 7, 8]},
    });
  });

  it('is none below the least that makes a finding of its rule', () => {
    expect(seenFinding(finding('outsideRole', 9), some(4))).toBeNull();
    expect(seenFinding(finding('volume', 40, 20), some(19))).toBeNull();
    expect(seenFinding(finding('volume', 40), some(39))).toBeNull();
  });

  it('says of a part of a volume nothing of the whole, and of the whole why it was found', () => {
    const part = seenFinding(finding('volume', 40, 20), some(20))?.evidence;
    expect(part?.because).toBe('20 on one day; far more than is usual under the same roles');
    expect(seenFinding(finding('volume', 40, 20), some(40))?.evidence.because).toBe('as it was found');
  });

  it('shows at most 200 places', () => {
    const {count, leaves} = seenFinding(finding('volume', 300, 20), some(300))?.evidence ?? {};
    expect([count, leaves?.length]).toEqual([300, 200]);
  });
});
