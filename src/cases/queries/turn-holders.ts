import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {relationsInTurn} from '../../workflow';
import {StoredCase} from '../persistence/stored-case';
import {viewOf} from './view-of';

interface GrantRow {
  person_id: string;
  role: string;
  committee_id: string | null;
}

/** Every role of those who hold one of these, or who are among these people. */
const findGrants = reading<GrantRow>(
  'case_turn_grants',
  `SELECT person_id, role, committee_id FROM role_grant g WHERE organisation_id = $1 AND ended_at IS NULL
     AND (person_id = ANY ($4::uuid[]) OR EXISTS (SELECT FROM role_grant o WHERE o.organisation_id = g.organisation_id
       AND o.person_id = g.person_id AND o.role = ANY ($3) AND (o.committee_id = $2 OR o.committee_id IS NULL)
       AND o.ended_at IS NULL))
   ORDER BY person_id`,
);

/** Offices whose holders may preside. */
const PRESIDING = ['chair', 'viceChair'];

/**
 * Who now holds one of these turns in a case, in effect and in sight of it: what a relation takes away gives no turn, and
 * whoever sees nothing of the case is not told of it.
 *
 * @param turns roles and relations as `waitingFor` names them
 */
export async function turnHolders(
  tx: ReadTransaction,
  stored: StoredCase,
  turns: readonly string[],
): Promise<string[]> {
  const wanted = new Set(turns.flatMap((turn) => relationsInTurn(turn)));
  if (wanted.size === 0) return [];
  const offices = [...wanted].flatMap((one) => (one === 'presiding' ? PRESIDING : [one]));
  const related = stored.relations.filter(({relation}) => wanted.has(relation)).map(({personId}) => personId);
  const {organisationId, committeeId} = stored;
  const grants = await tx.rows(findGrants, [organisationId, committeeId, offices, related]);
  return [...new Set([...related, ...grants.map(({person_id}) => person_id)])].filter((personId) => {
    const roles = grants
      .filter(({person_id}) => person_id === personId)
      .map(({role, committee_id}) => ({role, committeeId: committee_id}));
    const view = viewOf(stored, {personId, roles});
    return view !== null && [...wanted].some((one) => view.relations.has(one));
  });
}
