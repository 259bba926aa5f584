import {reading} from '../../platform/database/statement';

export const findNames = reading<{id: string; display_name: string}>(
  'desk_names',
  'SELECT id, display_name FROM person WHERE organisation_id = $1 AND id = ANY ($2::uuid[])',
);

export const findPersonAt = reading<{id: string}>(
  'desk_person_at',
  'SELECT id FROM person WHERE organisation_id = $1 AND email = lower($2)',
);
