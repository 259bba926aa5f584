import {SUBJECT_PSEUDONYM} from '../../masking';
import type {CastMember} from '../../masking';
import {reading} from '../../platform/database/statement';
import type {ReadTransaction} from '../../platform/database/transaction';

/** All names and NPIs of everybody of the organisation, which are masked in texts. */
export const findRoster = reading<{kind: 'name' | 'npi'; value: string}>(
  'case_roster',
  `SELECT 'name' AS kind, display_name AS value FROM person WHERE organisation_id = $1
   UNION ALL SELECT 'npi', npi FROM person WHERE organisation_id = $1 AND npi IS NOT NULL
   UNION ALL SELECT kind, value FROM person_identity
     WHERE organisation_id = $1 AND kind IN ('name', 'npi') AND ended_at IS NULL`,
);

const findIdentities = reading<{names: string[]; npis: string[]}>(
  'case_person_identities',
  `SELECT array_agg(value) FILTER (WHERE kind = 'name') AS names,
     coalesce(array_agg(value) FILTER (WHERE kind = 'npi'), '{}') AS npis
   FROM (
     SELECT 'name' AS kind, display_name AS value FROM person WHERE organisation_id = $1 AND id = $2
     UNION ALL SELECT 'npi', npi FROM person WHERE organisation_id = $1 AND id = $2 AND npi IS NOT NULL
     UNION ALL SELECT kind, value FROM person_identity
       WHERE organisation_id = $1 AND person_id = $2 AND kind IN ('name', 'npi') AND ended_at IS NULL
   ) known HAVING count(*) > 0`,
);

/** The reviewed physician under every name and number of theirs; nobody when they are not in the registry. */
export async function subjectCast(
  tx: ReadTransaction,
  organisationId: string,
  subjectId: string,
): Promise<CastMember[]> {
  const row = await tx.row(findIdentities, [organisationId, subjectId]);
  if (!row) return [];
  const [npi = null, ...others] = row.npis;
  const pseudonym = SUBJECT_PSEUDONYM;
  return [{pseudonym, names: row.names, npi}, ...others.map((other) => ({pseudonym, names: [], npi: other}))];
}

/** What parts of the house, and others with which its people are, are called: none is in a copy that leaves it. */
export const findUnits = reading<{name: string}>(
  'case_units',
  `SELECT department AS name FROM person WHERE organisation_id = $1 AND department IS NOT NULL
   UNION SELECT name FROM practice_group WHERE organisation_id = $1
   UNION SELECT name FROM committee WHERE organisation_id = $1
   UNION SELECT value FROM person_identity WHERE organisation_id = $1 AND kind = 'employer'
   UNION SELECT alias FROM organisation_alias WHERE organisation_id = $1
   UNION SELECT stands_for FROM organisation_alias WHERE organisation_id = $1`,
);

/** `roster_version` is another as soon as anybody came or goes by another name or number. */
export const findPlace = reading<{name: string; time_zone: string; roster_version: string}>(
  'case_place',
  'SELECT name, time_zone, roster_version::text FROM organisation WHERE id = $1',
);
