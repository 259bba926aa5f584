import {reading, writing} from '../../platform/database/statement';
import {AttestationText} from '../domain/attestation';
import {RoleGrant} from '../domain/role';
import {lastAttestation, roleGrants} from './session-statements';

/** $1 organisation, $2 id, $3 person, $4 version of the text, $5 now, $6 until. */
export const insertAttestation = writing(
  'identity_insert_attestation',
  `INSERT INTO attestation (organisation_id, id, person_id, text_version, attested_at, until)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

export interface AttestingRow {
  person_id: string;
  display_name: string;
  roles: RoleGrant[];
  attested_until: Date | null;
}

const attesting = `SELECT p.id AS person_id, p.display_name, ${roleGrants} AS roles, ${lastAttestation} AS attested_until
   FROM person p LEFT JOIN account a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
   WHERE p.organisation_id = $1 AND a.disabled_at IS NULL`;

/** $1 organisation: everybody who is not shut out. */
export const listAttesting = reading<AttestingRow>(
  'identity_list_attesting',
  `${attesting} ORDER BY p.display_name, p.id`,
);

/** $1 organisation, $2 person. */
export const findAttesting = reading<AttestingRow>('identity_find_attesting', `${attesting} AND p.id = $2`);

/** $1 organisation: the newest of its own texts. */
export const findAttestationText = reading<Omit<AttestationText, 'version'> & {version: number}>(
  'identity_find_attestation_text',
  `SELECT version, title, text, provenance FROM attestation_text WHERE organisation_id = $1
   ORDER BY version DESC LIMIT 1`,
);

/** $1 organisation, $2 title, $3 text, $4 provenance, $5 person, $6 now. */
export const insertAttestationText = writing<{version: number}>(
  'identity_insert_attestation_text',
  `INSERT INTO attestation_text (organisation_id, version, title, text, provenance, entered_by, entered_at)
   SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM attestation_text WHERE organisation_id = $1
   RETURNING version`,
);
