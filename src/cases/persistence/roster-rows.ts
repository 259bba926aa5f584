import {reading} from '../../platform/database/statement';

export interface RosterRow {
  id: string;
  display_name: string;
  npi: string | null;
}

/** Everybody of the organisation, whose names are masked in texts. */
export const findRoster = reading<RosterRow>(
  'case_roster',
  'SELECT id, display_name, npi FROM person WHERE organisation_id = $1',
);

export const findPlace = reading<{name: string; time_zone: string}>(
  'case_place',
  'SELECT name, time_zone FROM organisation WHERE id = $1',
);
