import {AuditRecord, streams} from '../../audit';
import {StepKind} from '../../workflow';

/** A step as the log names it. */
export interface NamedStep {
  readonly case_id: string;
  readonly stage: string;
  readonly kind: StepKind;
  readonly step: string;
}

/** What the history calls what deadlines do by themselves. */
export const DEADLINE_TITLES: Readonly<Record<string, string>> = {
  deadlineReminder: 'A reminder was sent',
  deadlineEscalation: 'Being late, it was told further up',
  deadlinePassed: 'The time was up',
  workflowMigrated: 'Moved to another version of the process',
};

/** A reminder or an escalation: to which turns it went and to how many people; never to whom. */
export function toldRecord(
  {case_id, stage, kind, step}: NamedStep,
  {turns, told}: {readonly turns: readonly string[]; readonly told: number},
): AuditRecord {
  const type = kind === 'reminder' ? 'deadlineReminder' : 'deadlineEscalation';
  return systemRecord(case_id, type, {stage, step, turns: [...turns], told});
}

/** The time was up, and the action that the deadline sends was not open. */
export const passedRecord = ({case_id, stage, step}: NamedStep): AuditRecord =>
  systemRecord(case_id, 'deadlinePassed', {stage, step, code: 'action_not_allowed'});

const systemRecord = (
  caseId: string,
  type: string,
  details: Readonly<Record<string, unknown>>,
): AuditRecord => ({
  stream: streams.case(caseId),
  kind: 'change',
  event: {
    type,
    action: 'E',
    outcome: 'code' in details ? '4' : '0',
    who: 'system',
    as: ['system'],
    on: caseId,
    details,
  },
});

/** On the organisation's stream: nothing happened to the case. */
export const stepPostponedRecord = ({case_id, stage, kind, step}: NamedStep): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'change',
  event: {
    type: 'deadlineStepPostponed',
    action: 'E',
    outcome: '8',
    who: 'system',
    as: [],
    on: case_id,
    details: {stage, kind, step},
  },
});
