import {ReadTransaction} from '../../platform/database/transaction';
import {reading} from '../../platform/database/statement';
import {isLimited} from '../domain/relations-of';
import {StoredCase} from '../persistence/stored-case';

const findOfficers = reading<{person_id: string; role: 'chair' | 'viceChair'}>(
  'case_chairing_officers',
  `SELECT DISTINCT person_id, role FROM role_grant
   WHERE organisation_id = $1 AND committee_id = $2 AND role IN ('chair', 'viceChair') AND ended_at IS NULL
   ORDER BY person_id`,
);

/**
 * Who is told in the committee's name: its chairs, or the vice-chairs where no chair is left.
 *
 * @param concerned people who are not told, because it is about them
 */
export async function presidingPeople(
  tx: ReadTransaction,
  stored: StoredCase,
  concerned: readonly string[] = [],
): Promise<string[]> {
  const {organisationId, row} = stored;
  const officers = await tx.rows(findOfficers, [organisationId, row.committee_id]);
  const free = officers.filter(({person_id: id}) => !isLimited(id, stored) && !concerned.includes(id));
  const chairs = free.filter(({role}) => role === 'chair');
  return [...new Set((chairs.length > 0 ? chairs : free).map(({person_id}) => person_id))];
}
