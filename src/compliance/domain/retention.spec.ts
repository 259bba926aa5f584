import {Policy, Retained, judge} from './retention';

const closed = new Date('2020-02-29T10:00:00Z');
const now = new Date('2026-03-01T00:00:00Z');
const aCase = (over: Partial<Retained> = {}): Retained => ({
  programme: 'peer-review',
  settled: true,
  settledSince: closed,
  held: false,
  charted: true,
  gone: [],
  ...over,
});
const policy = (name: Policy['class'], years = 6, programme = '*'): Policy => ({
  id: `${name}-${programme}`,
  class: name,
  programme,
  years,
});
const all = [policy('content'), policy('chart'), policy('log'), policy('mail')];
const verdicts = (retained: Retained, policies: readonly Policy[] = all): Record<string, string> =>
  Object.fromEntries(judge(retained, policies, now).map((one) => [one.class, one.verdict]));
const each = (verdict: string): Record<string, string> => ({
  content: verdict,
  chart: verdict,
  log: verdict,
  mail: verdict,
});

describe('retention', () => {
  it('lets nothing go before counsel has approved a policy', () => {
    expect(verdicts(aCase(), [])).toEqual(each('noPolicy'));
  });

  it('lets go what is settled and whose years are over', () => {
    expect(verdicts(aCase())).toEqual(each('due'));
    expect(verdicts(aCase({settledSince: new Date('2020-03-01T00:00:01Z')}))).toEqual(each('notOver'));
    expect(verdicts(aCase({settled: false}))).toEqual(each('open'));
    expect(verdicts(aCase({gone: ['log']}))).toEqual({...each('due'), log: 'gone'});
  });

  it('counts a leap day as its month’s last', () => {
    expect(judge(aCase(), all, now)[0]?.until).toEqual(new Date('2026-02-28T10:00:00Z'));
  });

  it('is beaten by a hold', () => {
    expect(verdicts(aCase({held: true}))).toEqual(each('held'));
  });

  it('goes by the programme’s own policy before the general one', () => {
    const longer = [...all, policy('content', 10, 'peer-review'), policy('log', 1, 'other')];
    expect(verdicts(aCase(), longer)).toEqual({...each('due'), content: 'notOver'});
    expect(judge(aCase(), longer, now)[0]?.policy).toBe('content-peer-review');
  });

  it('keeps the content, whose key opens the chart, as long as the chart', () => {
    const longer = [policy('content'), policy('chart', 10)];
    expect(verdicts(aCase(), longer)).toMatchObject({content: 'keptForChart', chart: 'notOver'});
    expect(verdicts(aCase({charted: false}), longer)).toMatchObject({content: 'due'});
    expect(verdicts(aCase({gone: ['chart']}), longer)).toMatchObject({content: 'due', chart: 'gone'});
  });
});
