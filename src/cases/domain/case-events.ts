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

/** Codes that are answered before it is known whether the sender may know of the case. */
const BEFORE_SIGHT: ReadonlySet<string> = new Set(['not_found', 'unknown_action', 'key_reused']);

/**
 * Records the refusal, with whatever code, of what this person wanted to do to a case. What they may not know of goes to
 * their own stream, so that it looks like an absent id; an action that no workflow knows is not quoted, since anything may
 * stand there.
 */
export const refusalOf =
  ({personId}: {personId: string}, {caseId, type}: {caseId: string; type: string}) =>
  (code: string): AuditRecord => ({
    stream: BEFORE_SIGHT.has(code) ? streams.account(personId) : streams.access(caseId),
    kind: 'refusal',
    event: {
      type: 'actionRefused',
      action: 'U',
      outcome: '4',
      who: personId,
      as: [],
      on: caseId,
      details: {action: code === 'unknown_action' ? null : type, code},
    },
  });

/** A look at a case that is absent or hidden: the record does not tell which. */
export function unseenRecord(caseId: string, {who, what}: {who: string; what: string}): AuditRecord {
  return {
    stream: streams.account(who),
    kind: 'refusal',
    event: {type: what, action: 'R', outcome: '4', who, as: [], on: caseId, details: {code: 'not_found'}},
  };
}

/** A referral that was not taken. */
export function referralRefusedRecord(who: string, code: string): AuditRecord {
  return {
    stream: streams.account(who),
    kind: 'refusal',
    event: {type: 'referralRefused', action: 'C', outcome: '4', who, as: [], on: null, details: {code}},
  };
}

/** Stands among the roles and relations of whoever looks under a broken glass. */
export const BREAK_GLASS = 'breakGlass';

interface CaseLook {
  readonly who: string;
  readonly as: Iterable<string>;
  readonly what: string;
  readonly shown: readonly Compartment[];
  /** What else is to be known of it, such as the number that stands on a file. */
  readonly details?: AuditRecord['event']['details'];
}

/** Case content that was shown, or handed out as a file; under a broken glass it is on record as such. */
export function readRecord(
  caseId: string,
  {who, as, what, shown, details = {}}: CaseLook,
  kind: 'read' | 'download' | 'print' | 'export' = 'read',
): AuditRecord {
  const under = [...as].sort();
  const broken = under.includes(BREAK_GLASS);
  return {
    stream: streams.access(caseId),
    kind: broken && kind === 'read' ? 'breakGlass' : kind,
    event: {
      ...{type: what, action: 'R', outcome: '0', who},
      ...(broken && {why: 'BTG' as const}),
      as: under,
      on: caseId,
      details: {...details, shown: [...shown]},
    },
  };
}
