import {AuditEvent, AuditRecord, streams} from '../audit';

/** A change of the organisation's people and roles, as the log keeps it. `by` is a person's id or `system`. */
export function configurationRecord(
  by: string,
  {type, action, on, details}: Pick<AuditEvent, 'type' | 'action' | 'on' | 'details'>,
): AuditRecord {
  return {
    stream: streams.organisation(),
    kind: 'configuration',
    event: {type, action, outcome: '0', who: by, as: [], on, details},
  };
}
