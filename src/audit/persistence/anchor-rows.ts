import {reading, writing} from '../../platform/database/statement';

/** Size of the last checkpoint that a witness, named by its verifier key, has cosigned. */
export const findLastCosigned = reading<{size: string}>(
  'audit_last_cosigned',
  'SELECT size FROM audit_cosignature WHERE organisation_id = $1 AND witness = $2 ORDER BY size DESC LIMIT 1',
);

export const addCosignature = writing(
  'audit_add_cosignature',
  `INSERT INTO audit_cosignature (organisation_id, size, witness, signature, received_at)
   VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
);

/** When the last time stamp was had. */
export const findLastTimestamp = reading<{size: string; received_at: Date}>(
  'audit_last_timestamp',
  'SELECT size, received_at FROM audit_timestamp WHERE organisation_id = $1 ORDER BY size DESC LIMIT 1',
);

export const addTimestamp = writing(
  'audit_add_timestamp',
  `INSERT INTO audit_timestamp (organisation_id, size, response, stamped_at, received_at)
   VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
);

/** Waits, and is held until the transaction ends. */
export const waitForLock = reading('audit_wait_lock', 'SELECT pg_advisory_xact_lock($1)');
