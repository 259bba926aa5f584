import {AuditRecord, streams} from '../../audit';
import {Compartment} from '../../disclosure';

/** A change of a case by an action. Names types, stages and compartments; never what was said. */
export function actionRecord(
  caseId: string,
  {
    who,
    as,
    action,
    from,
    to,
    shown,
  }: {
    who: string;
    as: readonly string[];
    action: string;
    from: string;
    to: string;
    shown: readonly Compartment[];
  },
): AuditRecord {
  return {
    stream: streams.case(caseId),
    kind: 'change',
    event: {
      type: 'action',
      action: 'U',
      outcome: '0',
      who,
      as: [...as].sort(),
      on: caseId,
      details: {action, from, to, shown: [...shown]},
    },
  };
}

/** A refused action; what the sender may not know of goes to their own stream, so that it looks like an absent id. */
export function refusalRecord(
  caseId: string,
  {who, action, code}: {who: string; action: string; code: string},
): AuditRecord {
  return {
    stream: code === 'not_found' ? streams.account(who) : streams.access(caseId),
    kind: 'refusal',
    event: {
      type: 'actionRefused',
      action: 'U',
      outcome: '4',
      who,
      as: [],
      on: caseId,
      details: {action, code},
    },
  };
}

/** Case content that was shown. */
export function readRecord(
  caseId: string,
  {who, as, what, shown}: {who: string; as: Iterable<string>; what: string; shown: readonly Compartment[]},
): AuditRecord {
  return {
    stream: streams.access(caseId),
    kind: 'read',
    event: {
      type: what,
      action: 'R',
      outcome: '0',
      who,
      as: [...as].sort(),
      on: caseId,
      details: {shown: [...shown]},
    },
  };
}
