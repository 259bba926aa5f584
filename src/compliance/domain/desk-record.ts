import {AuditEvent, AuditRecord, actingAs, streams} from '../../audit';

export interface DeskPerson {
  readonly personId: string;
  readonly roles: readonly {readonly role: string}[];
}

export interface DeskAct extends Pick<AuditEvent, 'type' | 'action' | 'details'> {
  readonly kind: AuditRecord['kind'];
  readonly on?: string | null;
  readonly why?: AuditEvent['why'];
}

/** What somebody did at the desk, on their own stream, for the purpose of compliance unless another is given. */
export const deskRecord = (
  {personId, roles}: DeskPerson,
  {kind, type, action, details, on = null, why = 'HCOMPL'}: DeskAct,
): AuditRecord => ({
  stream: personId === 'system' ? streams.organisation() : streams.account(personId),
  kind,
  event: {
    type,
    action,
    outcome: '0',
    who: personId,
    as: actingAs(roles),
    on,
    why,
    details,
  },
});
