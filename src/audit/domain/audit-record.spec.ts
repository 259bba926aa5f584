import {AUDIT_KINDS, AuditRecord, PurposeOfUse, recordedEvent, streams} from './audit-record';

const where = {via: 'http', address: '192.0.2.7', session: '0123456789abcdef'} as const;

const record = (change: Partial<AuditRecord> = {}): AuditRecord => ({
  stream: streams.case('1'),
  kind: 'change',
  event: {type: 'action', action: 'U', outcome: '0', who: 'somebody', as: [], on: '1', details: {}},
  ...change,
});

describe('an event on record', () => {
  it('tells where it came from and that nobody acted in the name of another', () => {
    expect(recordedEvent(record(), where)).toEqual({
      ...record().event,
      v: 1,
      real: null,
      why: 'HQUALIMP',
      where,
    });
  });

  it('keeps who really acted and why, when they are given', () => {
    const event = {...record().event, real: 'another', why: 'HLEGAL'} as const;
    expect(recordedEvent(record({event}), where)).toMatchObject({real: 'another', why: 'HLEGAL'});
  });

  it('has a usual purpose for every kind', () => {
    const purposes: Record<string, PurposeOfUse> = {
      change: 'HQUALIMP',
      read: 'HQUALIMP',
      refusal: 'HQUALIMP',
      signIn: 'HSYSADMIN',
      export: 'HQUALIMP',
      download: 'HQUALIMP',
      print: 'HQUALIMP',
      breakGlass: 'BTG',
      disposal: 'HCOMPL',
      configuration: 'HSYSADMIN',
    };
    expect(
      Object.fromEntries(AUDIT_KINDS.map((kind) => [kind, recordedEvent(record({kind}), where).why])),
    ).toEqual(purposes);
  });
});
