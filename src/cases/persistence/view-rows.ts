import {reading, writing} from '../../platform/database/statement';
import type {SavedView} from '../domain/saved-view';

/** $1 organisation, $2 person: theirs, by name. */
export const findViews = reading<SavedView>(
  'case_views',
  'SELECT id, name, filter FROM saved_view WHERE organisation_id = $1 AND person_id = $2 ORDER BY name, id',
);

/** $1 organisation, $2 person: whoever changes views of theirs waits for whoever does so already. */
export const lockViewer = reading(
  'case_views_lock',
  'SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 64))',
);

export const insertView = writing(
  'case_view_insert',
  `INSERT INTO saved_view (organisation_id, id, person_id, name, filter, saved_at) VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** $1 organisation, $2 person, $3 view, $4 name, $5 filter, $6 now. */
export const updateView = writing<{id: string}>(
  'case_view_update',
  `UPDATE saved_view SET name = $4, filter = $5, saved_at = $6
   WHERE organisation_id = $1 AND person_id = $2 AND id = $3 RETURNING id`,
);

/** $1 organisation, $2 person, $3 view. */
export const deleteView = writing<{id: string}>(
  'case_view_delete',
  'DELETE FROM saved_view WHERE organisation_id = $1 AND person_id = $2 AND id = $3 RETURNING id',
);
