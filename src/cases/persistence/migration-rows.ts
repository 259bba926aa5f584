import {reading, writing} from '../../platform/database/statement';
import {CaseState, Facts, StateValue} from '../../workflow';

/** A case as far as another version of its process concerns it: nothing that was said in it. */
export interface MovingRow {
  organisation_id: string;
  id: string;
  number: string;
  workflow_version: string;
  state: StateValue;
  history: CaseState['history'];
  facts: Facts;
  stage: string;
  stage_since: Date;
}

const COLUMNS = 'organisation_id, id, number, workflow_version, state, history, facts, stage, stage_since';

export const casesOfVersion = reading<MovingRow>(
  'migration_cases',
  `SELECT ${COLUMNS} FROM review_case WHERE programme = $1 AND workflow_version = $2 ORDER BY organisation_id, number`,
);

export const lockMoving = reading<MovingRow>(
  'migration_lock',
  `SELECT ${COLUMNS} FROM review_case WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
);

export const moveToVersion = writing(
  'migration_move',
  `UPDATE review_case SET workflow_version = $3, workflow_hash = $4, state = $5, history = $6, facts = $7, stage = $8,
     due_at = $9, settled = $10, version = version + 1 WHERE organisation_id = $1 AND id = $2`,
);
