import {reading} from '../../platform/database/statement';

/** Everybody of the organisation, whose names are masked in texts. */
export const findRoster = reading<{display_name: string}>(
  'case_roster',
  'SELECT display_name FROM person WHERE organisation_id = $1',
);

export interface SubjectRow {
  display_name: string;
  npi: string | null;
}

export const findSubject = reading<SubjectRow>(
  'case_subject',
  'SELECT display_name, npi FROM person WHERE organisation_id = $1 AND id = $2',
);

/** `roster_version` is another as soon as anybody came or was renamed. */
export const findPlace = reading<{name: string; time_zone: string; roster_version: string}>(
  'case_place',
  'SELECT name, time_zone, roster_version::text FROM organisation WHERE id = $1',
);
