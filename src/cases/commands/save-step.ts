import {WriteTransaction} from '../../platform/database/transaction';
import {CaseState, Facts, stagePath, stateMeta} from '../../workflow';
import {updateCase} from '../persistence/case-rows';
import {StoredCase} from '../persistence/stored-case';
import {CaseTime} from './case-time';

export interface TakenStep {
  readonly state: CaseState;
  readonly facts: Facts;
  readonly entered: boolean;
}

/** Stores the state and facts after a step; a new stage ends the deadlines of the old one and starts its own. */
export async function saveStep(
  tx: WriteTransaction,
  stored: StoredCase,
  {state, facts, entered}: TakenStep,
  {time, now}: {readonly time: CaseTime; readonly now: Date},
): Promise<StoredCase> {
  const {organisationId, row, workflow} = stored;
  const {settled} = stateMeta(workflow, state.value);
  const stage = stagePath(state.value);
  const since = entered ? now : row.stage_since;
  const due = entered ? await time.enter(tx, state.value, now) : row.due_at;
  await tx.write(updateCase, [
    organisationId,
    row.id,
    JSON.stringify(state.value),
    JSON.stringify(state.history),
    JSON.stringify(facts),
    stage,
    since,
    due,
    settled,
  ]);
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
      settled,
    },
  };
}
