import {reading, writing} from '../../platform/database/statement';
import {WriteTransaction} from '../../platform/database/transaction';
import {serialNumber, stepOf} from '../../platform/serial-number';
import {nextNumber} from './case-rows';

export interface SpaceExit {
  readonly kind: 'handOff' | 'removal';
  readonly organisationId: string;
  readonly caseId: string;
  /** What was removed; null for a hand-off. */
  readonly itemId: string | null;
  readonly by: string;
  readonly now: Date;
}

export interface SpaceExitRow {
  number: string;
  kind: SpaceExit['kind'];
  case_id: string;
  case_number: string;
  /** Kind of what was removed. */
  item_kind: string | null;
  made_at: Date;
}

export interface SpaceEntryRow {
  case_id: string;
  case_number: string;
  /** When the case entered, its first entry counts. */
  entered_at: Date;
  /** Kinds of what was in the case by then, and of what came since. */
  entered_with: string[];
  since: string[];
}

/** HO and RM number what leaves the protected space. */
const PREFIX = {handOff: 'HO', removal: 'RM'} as const;

const insertExit = writing<{number: string}>(
  'protected_space_leave',
  `INSERT INTO protected_space_exit (organisation_id, number, kind, case_id, item_id, made_by, made_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING number`,
);

/** Latest first. */
export const findSpaceExits = reading<SpaceExitRow>(
  'protected_space_exits',
  `SELECT x.number, x.kind, x.case_id, c.number AS case_number, i.kind AS item_kind, x.made_at
   FROM protected_space_exit x JOIN review_case c ON c.organisation_id = x.organisation_id AND c.id = x.case_id
     LEFT JOIN case_item i ON i.organisation_id = x.organisation_id AND i.case_id = x.case_id AND i.id = x.item_id
   WHERE x.organisation_id = $1 ORDER BY x.made_at DESC, x.number DESC LIMIT $2`,
);

export const findSpaceEntry = reading<SpaceEntryRow>(
  'protected_space_entry',
  `SELECT c.id AS case_id, c.number AS case_number, entry.at AS entered_at,
     ARRAY(SELECT DISTINCT i.kind FROM case_item i WHERE i.organisation_id = $1 AND i.case_id = c.id
       AND i.created_at <= entry.at AND i.kind <> 'protection' ORDER BY 1) AS entered_with,
     ARRAY(SELECT DISTINCT i.kind FROM case_item i WHERE i.organisation_id = $1 AND i.case_id = c.id
       AND i.created_at > entry.at ORDER BY 1) AS since
   FROM review_case c CROSS JOIN LATERAL (SELECT min(p.created_at) AS at FROM case_item p
     WHERE p.organisation_id = $1 AND p.case_id = c.id AND p.kind = 'protection') AS entry
   WHERE c.organisation_id = $1 AND c.id = $2 AND entry.at IS NOT NULL`,
);

/** @returns its number; null when that was removed already */
export async function leaveSpace(
  tx: WriteTransaction,
  {kind, organisationId, caseId, itemId, by, now}: SpaceExit,
): Promise<string | null> {
  const year = now.getUTCFullYear();
  const [row] = await tx.write(nextNumber, [organisationId, PREFIX[kind], year, stepOf(itemId ?? caseId)]);
  const number = serialNumber(PREFIX[kind], year, row?.last ?? 0);
  const [made] = await tx.write(insertExit, [organisationId, number, kind, caseId, itemId, by, now]);
  return made?.number ?? null;
}
