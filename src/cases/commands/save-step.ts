import {WriteTransaction} from '../../platform/database/transaction';
import {CaseState, Facts, dueAt, stagePath, stateMeta} from '../../workflow';
import {endDeadlines, insertDeadline, updateCase} from '../persistence/case-rows';
import {StoredCase} from '../persistence/stored-case';

export interface TakenStep {
  readonly state: CaseState;
  readonly facts: Facts;
  readonly entered: boolean;
}

/** Stores the state and facts after a step; a new stage ends the running deadline and starts its own. */
export async function saveStep(
  tx: WriteTransaction,
  stored: StoredCase,
  {state, facts, entered}: TakenStep,
  now: Date,
): Promise<StoredCase> {
  const {organisationId, row, workflow} = stored;
  const meta = stateMeta(workflow, state.value);
  const stage = stagePath(state.value);
  const since = entered ? now : row.stage_since;
  const due = entered ? (meta.deadline ? dueAt(now, meta.deadline.after) : null) : row.due_at;
  await tx.write(updateCase, [
    organisationId,
    row.id,
    JSON.stringify(state.value),
    JSON.stringify(state.history),
    JSON.stringify(facts),
    stage,
    since,
    due,
    meta.settled,
  ]);
  if (entered) {
    await tx.write(endDeadlines, [organisationId, row.id, now]);
    if (due) await tx.write(insertDeadline, [organisationId, row.id, stage, now, due]);
  }
  return {
    ...stored,
    state,
    facts: {...stored.facts, ...facts},
    row: {
      ...row,
      state: state.value,
      history: state.history,
      facts,
      stage,
      stage_since: since,
      due_at: due,
      settled: meta.settled,
    },
  };
}
