import {reading, writing} from '../../platform/database/statement';
import {Filters} from '../domain/question-filters';

export const findNames = reading<{id: string; display_name: string}>(
  'desk_names',
  'SELECT id, display_name FROM person WHERE organisation_id = $1 AND id = ANY ($2::uuid[])',
);

export const findPersonAt = reading<{id: string}>(
  'desk_person_at',
  'SELECT id FROM person WHERE organisation_id = $1 AND email = lower($2)',
);

export const findOrganisation = reading<{name: string; time_zone: string}>(
  'desk_organisation',
  'SELECT name, time_zone FROM organisation WHERE id = $1',
);

/** The privilege texts of the committees concerned: those of the cases, or with $2 null all of them. */
export const findPrivilege = reading<{privilege_text: string}>(
  'desk_privilege',
  `SELECT DISTINCT k.privilege_text FROM committee k WHERE k.organisation_id = $1 AND ($2::uuid[] IS NULL OR k.id IN
     (SELECT c.committee_id FROM review_case c WHERE c.organisation_id = $1 AND c.id = ANY ($2)))
   ORDER BY k.privilege_text`,
);

/** The next number of a series, $4 from the last; a transaction that fails takes none. */
export const nextNumber = writing<{last: number}>(
  'desk_next_number',
  `INSERT INTO desk_number (organisation_id, series, year, last) VALUES ($1, $2, $3, $4)
   ON CONFLICT (organisation_id, series, year) DO UPDATE SET last = desk_number.last + $4 RETURNING last`,
);

export const insertExport = writing(
  'desk_export_insert',
  `INSERT INTO desk_export (organisation_id, number, what, format, question, made_by, made_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Values: organisation, time and number of the one before, how many. */
export const findExports = reading<{
  number: string;
  what: string;
  format: string;
  question: Filters;
  made_by: string;
  made_at: Date;
}>(
  'desk_exports',
  `SELECT number, what, format, question, made_by, made_at FROM desk_export WHERE organisation_id = $1
     AND (made_at, number) < ($2::timestamptz, $3)
   ORDER BY made_at DESC, number DESC LIMIT $4`,
);
