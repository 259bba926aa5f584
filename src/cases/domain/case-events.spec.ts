import {actionRecord, readRecord, referralRefusedRecord, refusalOf, unseenRecord} from './case-events';

describe('what is put on record', () => {
  it('is a change under its case, with sorted relations and without a word of content', () => {
    const change = {who: 'p', as: ['b', 'a'], action: 'hold', from: 'x', to: 'y', shown: [] as const};
    expect(actionRecord('c', change)).toMatchObject({
      stream: 'case/c',
      kind: 'change',
      event: {as: ['a', 'b']},
    });
    expect(readRecord('c', {who: 'p', as: new Set(['b', 'a']), what: 'w', shown: ['input']})).toMatchObject({
      stream: 'case-access/c',
      event: {as: ['a', 'b'], details: {shown: ['input']}},
    });
  });

  it('says that it was seen under a broken glass', () => {
    const look = {who: 'p', as: ['compliance', 'breakGlass'], what: 'w', shown: ['chart']} as const;
    expect(readRecord('c', look)).toMatchObject({
      kind: 'breakGlass',
      event: {why: 'BTG', as: ['breakGlass', 'compliance']},
    });
    expect(readRecord('c', look, 'download')).toMatchObject({kind: 'download', event: {why: 'BTG'}});
    expect(readRecord('c', {...look, as: ['compliance']}).event.why).toBeUndefined();
  });

  it('is a refusal under the case only when the sender may know of it', () => {
    const stream = (code: string): string =>
      refusalOf({personId: 'p'}, {caseId: 'c', type: 'hold'})(code).stream;
    expect(['stale', 'invalid', 'action_not_allowed'].map(stream)).toEqual(Array(3).fill('case-access/c'));
    expect(['not_found', 'unknown_action', 'key_reused'].map(stream)).toEqual(Array(3).fill('account/p'));
    expect(unseenRecord('c', {who: 'p', what: 'w'})).toMatchObject({
      stream: 'account/p',
      event: {outcome: '4'},
    });
    expect(referralRefusedRecord('p', 'invalid')).toMatchObject({stream: 'account/p', event: {on: null}});
  });

  it('does not quote an action that no workflow knows', () => {
    const refused = refusalOf({personId: 'p'}, {caseId: 'c', type: 'patient Smith'})('unknown_action');
    expect(JSON.stringify(refused)).not.toContain('Smith');
  });
});
