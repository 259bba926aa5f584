import {AUDIT_KINDS, RecordedEvent} from './audit-record';
import {fhirAuditEvent} from './fhir-audit-event';

const event: RecordedEvent = {
  v: 1,
  type: 'action',
  action: 'U',
  outcome: '0',
  who: 'person-1',
  real: null,
  as: ['chair'],
  on: 'case-1',
  why: 'HQUALIMP',
  where: {via: 'http', address: '192.0.2.7', session: '0123456789abcdef'},
  details: {action: 'decide', shown: ['process']},
};
const entry = {
  organisation: 'organisation-1',
  stream: 'case/case-1',
  number: 3,
  kind: 'change' as const,
  at: new Date('2026-11-22T08:00:00Z'),
  hash: 'ab',
};

describe('an entry as a FHIR R4 AuditEvent', () => {
  it('says who, in which role, what, on what, when, from where, why and how it ended', () => {
    expect(fhirAuditEvent(event, entry)).toEqual({
      resourceType: 'AuditEvent',
      type: {
        system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
        code: 'object',
        display: 'Audit Event: object interaction',
      },
      subtype: [{system: 'urn:collegium:event', code: 'action'}],
      action: 'U',
      recorded: '2026-11-22T08:00:00.000Z',
      outcome: '0',
      purposeOfEvent: [
        {
          coding: [{system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HQUALIMP'}],
        },
      ],
      agent: [
        {
          who: {identifier: {system: 'urn:collegium:person', value: 'person-1'}},
          requestor: true,
          role: [{coding: [{system: 'urn:collegium:role', code: 'chair'}]}],
          network: {address: '192.0.2.7', type: '2'},
        },
      ],
      source: {observer: {identifier: {system: 'urn:collegium', value: 'organisation-1'}}, site: 'http'},
      entity: [
        {
          what: {identifier: {system: 'urn:collegium:log', value: 'case/case-1#3'}},
          type: {
            system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
            code: '2',
            display: 'System Object',
          },
          detail: [
            {type: 'sha256', valueString: 'ab'},
            {type: 'session', valueString: '0123456789abcdef'},
            {type: 'action', valueString: 'decide'},
            {type: 'shown', valueString: '["process"]'},
          ],
        },
        {what: {identifier: {system: 'urn:collegium:record', value: 'case-1'}}},
      ],
    });
  });

  it('names who really acted beside the one in whose name it was done', () => {
    const {agent} = fhirAuditEvent({...event, real: 'person-2'}, entry);
    expect(agent).toEqual([
      expect.objectContaining({requestor: true}),
      {who: {identifier: {system: 'urn:collegium:person', value: 'person-2'}}, requestor: false},
    ]);
  });

  it('leaves out what is not known', () => {
    const bare = {...event, as: [], on: null, where: {via: 'system', address: null, session: null}} as const;
    const {agent, entity} = fhirAuditEvent(bare, entry);
    expect(agent).toEqual([
      {who: {identifier: {system: 'urn:collegium:person', value: 'person-1'}}, requestor: true},
    ]);
    expect(entity).toHaveLength(1);
  });

  it.each(AUDIT_KINDS)('has a type that others know for %s', (kind) => {
    const {type} = fhirAuditEvent(event, {...entry, kind});
    expect(type).toMatchObject({
      system: expect.stringMatching(/^http/) as string,
      code: expect.any(String) as string,
    });
  });
});
