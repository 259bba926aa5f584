import {AuditEvent, AuditRecord, streams} from '../audit';

/** A backup, a restoration or a change of the escrow, as the log of each organisation keeps it. */
export const backupRecord = (
  kind: 'export' | 'configuration' | 'disposal',
  {type, action, who, on, details}: Pick<AuditEvent, 'type' | 'action' | 'who' | 'on' | 'details'>,
): AuditRecord => ({
  stream: streams.organisation(),
  kind,
  event: {type, action, outcome: '0', who, as: [], on, details},
});
