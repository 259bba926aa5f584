import {markRefusal} from '../platform/context/refusal-mark';
import {AuditRecord} from './domain/audit-record';

/** Once these records are committed: the request under way need not record once more that it is refused. */
export function noteRefusals(records: readonly AuditRecord[]): void {
  if (records.some(({event}) => event.outcome !== '0')) markRefusal();
}
