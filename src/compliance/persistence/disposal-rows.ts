import {reading, writing} from '../../platform/database/statement';
import type {RecordClass} from '../domain/retention';

export interface DisposalRow {
  id: string;
  number: string;
  requested_by: string;
  requested_at: Date;
  approved_by: string | null;
  approved_at: Date | null;
}

export interface DisposalItemRow {
  case_id: string;
  number: string;
  classes: RecordClass[];
  policies: string[];
  settled_since: Date;
  executed_at: Date | null;
  counts: Readonly<Record<string, number>> | null;
  key: string | null;
  wrapped: Buffer | null;
}

const DISPOSAL = `SELECT id, number, requested_by, requested_at, approved_by, approved_at FROM disposal
   WHERE organisation_id = $1`;

export const findDisposals = reading<DisposalRow>(
  'disposals',
  `${DISPOSAL} ORDER BY requested_at DESC, number DESC`,
);
export const findDisposal = reading<DisposalRow>('disposal_find', `${DISPOSAL} AND id = $2`);
export const lockDisposal = reading<DisposalRow>('disposal_lock', `${DISPOSAL} AND id = $2 FOR UPDATE`);

/** All of a disposal, or with $3 that of one case. */
export const findItems = reading<DisposalItemRow>(
  'disposal_items',
  `SELECT i.case_id, c.number, i.classes, i.policies, i.settled_since, i.executed_at, i.counts, i.key, k.wrapped
   FROM disposal_item i JOIN review_case c ON c.organisation_id = i.organisation_id AND c.id = i.case_id
     LEFT JOIN case_key k ON k.organisation_id = i.organisation_id AND k.case_id = i.case_id
   WHERE i.organisation_id = $1 AND i.disposal_id = $2 AND ($3::uuid IS NULL OR i.case_id = $3) ORDER BY i.case_id`,
);

export interface VerificationRow {
  /** Cases that went. */
  executed: number;
  made_at: Date | null;
  /** Null until the log was verified since the last of them went; so are the others then. */
  size: string | null;
  root: string | null;
  verified: boolean | null;
  checkpoint: string | null;
}

export const findVerification = reading<VerificationRow>(
  'disposal_verification',
  `SELECT gone.executed, v.made_at, v.size, v.root, v.verified, v.checkpoint
   FROM (SELECT count(*)::integer AS executed FROM disposal_item
     WHERE organisation_id = $1 AND disposal_id = $2 AND executed_at IS NOT NULL) AS gone
   LEFT JOIN disposal_certificate v ON v.organisation_id = $1 AND v.disposal_id = $2 AND v.executed = gone.executed`,
);

/** The first counts when two people ask at once. */
export const insertVerification = writing(
  'disposal_verification_insert',
  `INSERT INTO disposal_certificate (organisation_id, disposal_id, made_at, executed, size, root, verified, checkpoint)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
);

export const insertDisposal = writing(
  'disposal_insert',
  `INSERT INTO disposal (organisation_id, id, number, requested_by, requested_at) VALUES ($1, $2, $3, $4, $5)`,
);

export const insertDisposalItem = writing(
  'disposal_item_insert',
  `INSERT INTO disposal_item (organisation_id, disposal_id, case_id, classes, policies, settled_since)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

export const approveDisposal = writing(
  'disposal_approve',
  'UPDATE disposal SET approved_by = $3, approved_at = $4 WHERE organisation_id = $1 AND id = $2',
);

export const disposeOfCase = writing<{counts: Readonly<Record<string, number>>}>(
  'disposal_execute',
  'SELECT dispose_of_case($1, $2, $3, $4, $5) AS counts',
);
