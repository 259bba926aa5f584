import {reading, writing} from '../../platform/database/statement';

export interface EscrowRow {
  recipient: string;
  held_by: string;
  set_at: Date;
}

export interface KeyBackupRow {
  id: string;
  path: string;
  expires_at: Date;
}

export interface RestorationRow {
  id: string;
  backup: string;
  made_at: Date;
}

export const listEscrow = reading<EscrowRow>(
  'backup_escrow_list',
  'SELECT recipient, held_by, set_at FROM backup_escrow WHERE ended_at IS NULL ORDER BY set_at, recipient',
);

export const setEscrow = writing(
  'backup_escrow_set',
  `INSERT INTO backup_escrow (recipient, held_by, set_at) VALUES ($1, $2, $3)
   ON CONFLICT (recipient) DO UPDATE SET held_by = $2, set_at = $3, ended_at = NULL`,
);

export const endEscrow = writing<{recipient: string}>(
  'backup_escrow_end',
  'UPDATE backup_escrow SET ended_at = $2 WHERE recipient = $1 AND ended_at IS NULL RETURNING recipient',
);

export const insertKeyBackup = writing(
  'backup_insert_keys',
  'INSERT INTO key_backup (id, path, made_at, expires_at) VALUES ($1, $2, $3, $4)',
);

export const listExpiredKeyBackups = reading<KeyBackupRow>(
  'backup_expired_keys',
  'SELECT id, path, expires_at FROM key_backup WHERE expires_at <= $1 ORDER BY expires_at',
);

export const findUnfinishedRestoration = reading<RestorationRow>(
  'backup_unfinished_restoration',
  'SELECT id, backup, made_at FROM restoration WHERE finished_at IS NULL',
);

export const finishRestoration = writing(
  'backup_finish_restoration',
  'UPDATE restoration SET finished_at = $2 WHERE id = $1',
);

export const listVerifiers = reading<{verifier: string}>(
  'backup_log_verifiers',
  'SELECT verifier FROM audit_key WHERE organisation_id = $1 ORDER BY made_at',
);

/** Cases of one organisation whose keys are gone for good. */
export const listDestroyed = reading<{case_id: string; destroyed_at: Date}>(
  'backup_destroyed_cases',
  `SELECT case_id, destroyed_at FROM case_key
   WHERE organisation_id = $1 AND wrapped IS NULL AND destroyed_at IS NOT NULL ORDER BY destroyed_at, case_id`,
);
