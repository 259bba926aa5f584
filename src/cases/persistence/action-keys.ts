import {reading, writing} from '../../platform/database/statement';

export interface ActionKeyRow {
  case_id: string;
  request_hash: Buffer;
  event: {type: string; at: string};
}

export const findKey = reading<ActionKeyRow>(
  'action_key_find',
  'SELECT case_id, request_hash, event FROM action_key WHERE organisation_id = $1 AND person_id = $2 AND key = $3',
);

export const insertKey = writing(
  'action_key_insert',
  `INSERT INTO action_key (organisation_id, person_id, key, case_id, request_hash, event, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
