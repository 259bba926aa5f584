import {reading, writing} from '../../platform/database/statement';
import {WriteTransaction} from '../../platform/database/transaction';

interface AnyFactor {
  id: string;
  name: string;
  made_at: Date;
  /** Since when it counts. */
  confirmed_at: Date | null;
}

export interface TotpRow extends AnyFactor {
  kind: 'totp';
  sealed_secret: string;
  last_step: string | null;
}

export interface PasskeyRow extends AnyFactor {
  kind: 'passkey';
  /** Base64url. */
  credential_id: string;
  /** COSE_Key. */
  public_key: Buffer;
  sign_count: string;
  transports: string[];
}

export type FactorRow = TotpRow | PasskeyRow;

export const passkeysOf = (factors: readonly FactorRow[]): PasskeyRow[] =>
  factors.filter((factor) => factor.kind === 'passkey');

/** $1 organisation, $2 person. */
export const findFactors = reading<FactorRow>(
  'identity_find_factors',
  `SELECT id, kind, name, sealed_secret, last_step, credential_id, public_key, sign_count, transports, made_at, confirmed_at
   FROM second_factor
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL ORDER BY made_at, id`,
);

/** $1 organisation, $2 id, $3 person, $4 name, $5 sealed secret, $6 now. Ends those that were begun and not confirmed. */
export const addTotp = writing(
  'identity_add_totp',
  `WITH abandoned AS (
     UPDATE second_factor SET ended_at = $6
     WHERE organisation_id = $1 AND person_id = $3 AND confirmed_at IS NULL AND ended_at IS NULL
   )
   INSERT INTO second_factor (organisation_id, id, person_id, kind, name, sealed_secret, made_at)
   VALUES ($1, $2, $3, 'totp', $4, $5, $6)`,
);

/** $1 organisation, $2 id, $3 step, $4 now. */
export const noteStep = writing(
  'identity_note_step',
  `UPDATE second_factor SET last_step = $3, confirmed_at = coalesce(confirmed_at, $4)
   WHERE organisation_id = $1 AND id = $2`,
);

/** $1 organisation, $2 person, $3 id, $4 name. */
export const renameFactor = writing<{kind: string}>(
  'identity_rename_factor',
  `UPDATE second_factor SET name = $4
   WHERE organisation_id = $1 AND person_id = $2 AND id = $3 AND confirmed_at IS NOT NULL AND ended_at IS NULL
   RETURNING kind`,
);

/** $1 organisation, $2 id, $3 now. */
export const endFactor = writing<{kind: string}>(
  'identity_end_factor',
  `UPDATE second_factor SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL RETURNING kind`,
);

/** $1 organisation, $2 person, $3 since when there is a factor, or null. */
export const noteFactors = writing(
  'identity_note_factors',
  'UPDATE account SET factors_since = $3, factor_failures = 0 WHERE organisation_id = $1 AND person_id = $2',
);

/** $1 organisation, $2 person, $3 hashes, $4 now. Codes of before no longer count. */
export const replaceRecoveryCodes = writing(
  'identity_replace_recovery_codes',
  `WITH former AS (
     UPDATE recovery_code SET used_at = $4 WHERE organisation_id = $1 AND person_id = $2 AND used_at IS NULL
   )
   INSERT INTO recovery_code (organisation_id, person_id, hash, made_at)
   SELECT $1, $2, hash, $4 FROM unnest($3::bytea[]) AS new_code (hash)`,
);

/** $1 organisation, $2 person, $3 hash, $4 now. */
export const useRecoveryCode = writing<{hash: Buffer}>(
  'identity_use_recovery_code',
  `UPDATE recovery_code SET used_at = $4
   WHERE organisation_id = $1 AND person_id = $2 AND hash = $3 AND used_at IS NULL RETURNING hash`,
);

/** $1 organisation, $2 person. */
export const countRecoveryCodes = reading<{left: number}>(
  'identity_count_recovery_codes',
  `SELECT count(*)::int AS left FROM recovery_code
   WHERE organisation_id = $1 AND person_id = $2 AND used_at IS NULL`,
);

/** $1 organisation, $2 person, $3 token hash of the one session that stays proven, or null. */
export const unproveSessions = writing(
  'identity_unprove_sessions',
  `UPDATE session SET factor_at = NULL
   WHERE organisation_id = $1 AND person_id = $2 AND token_hash IS DISTINCT FROM $3
     AND factor_at IS NOT NULL AND ended_at IS NULL`,
);

/** $1 organisation, $2 person. Wrong codes in a row; the lock makes a person's proofs follow one another. */
const lockAccount = reading<{factor_failures: number}>(
  'identity_lock_account',
  'SELECT factor_failures FROM account WHERE organisation_id = $1 AND person_id = $2 FOR UPDATE',
);

/** A person's factors and their wrong codes in a row, which nobody else changes until the transaction ends. */
export async function lockFactors(
  tx: WriteTransaction,
  {organisationId, personId}: {organisationId: string; personId: string},
): Promise<{factors: FactorRow[]; failures: number}> {
  const keys = [organisationId, personId];
  // First the lock: what is read before it may be changed while it is waited for.
  const account = await tx.row(lockAccount, keys);
  return {factors: await tx.rows(findFactors, keys), failures: account?.factor_failures ?? 0};
}

/** $1 organisation, $2 person, $3 whether the code was right. */
export const countFailure = writing(
  'identity_count_failure',
  `UPDATE account SET factor_failures = CASE WHEN $3::boolean THEN 0 ELSE factor_failures + 1 END
   WHERE organisation_id = $1 AND person_id = $2`,
);

/** $1 token hash, $2 organisation, $3 now. */
export const proveFactor = writing<{person_id: string}>(
  'identity_prove_factor',
  `UPDATE session SET factor_at = $3, token_hash = $4 WHERE token_hash = $1 AND organisation_id = $2 AND ended_at IS NULL
   RETURNING person_id`,
);

/** Of every organisation, those that were taken away too. */
export const findSealedSecrets = reading<{organisation_id: string; id: string; sealed_secret: string}>(
  'identity_find_sealed_secrets',
  'SELECT organisation_id, id, sealed_secret FROM second_factor WHERE sealed_secret IS NOT NULL',
);

/** $1 organisation, $2 id, $3 sealed secret. */
export const sealSecretAnew = writing(
  'identity_seal_secret_anew',
  'UPDATE second_factor SET sealed_secret = $3 WHERE organisation_id = $1 AND id = $2',
);
