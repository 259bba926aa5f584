import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {DestroyedKey, caseOfDestroyedKey} from '../domain/destroyed-keys';

interface DisposalRow {
  number: string;
  at: Date;
  commitment: Buffer;
  event: string;
}

/** Of stream `org`, in its order, which is that of the tree; an entry that is in no tree has no index. */
const findDisposals = reading<DisposalRow>(
  'audit_disposals',
  `SELECT e.number, e.at, e.commitment, p.event
   FROM audit_event e
     JOIN audit_payload p USING (organisation_id, stream, number)
     LEFT JOIN audit_leaf l ON l.event = e.id
   WHERE e.organisation_id = $1 AND e.stream = 'org' AND e.kind = 'disposal'
     AND ($2::bigint IS NULL OR l.index < $2)
   ORDER BY e.number`,
);

/** Every key that an organisation's log says is gone for good; within a tree of that size, or in all of the log. */
export async function destroyedKeys(
  tx: ReadTransaction,
  organisation: string,
  size: number | null,
): Promise<DestroyedKey[]> {
  const rows = await tx.rows(findDisposals, [organisation, size]);
  return rows.flatMap(({number, at, commitment, event}) => {
    const id = caseOfDestroyedKey(event);
    return id === null ? [] : [{case: id, number: Number(number), at, commitment}];
  });
}
