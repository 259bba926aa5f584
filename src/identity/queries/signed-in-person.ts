import {SignedInPerson} from '../domain/signed-in-person';
import {HolderRow} from '../persistence/session-statements';

/** Who holds a session or a token, as they are now. */
export const signedInPerson = (
  row: HolderRow,
  {confirmedAt, provenAt}: {readonly confirmedAt: Date; readonly provenAt: Date | null},
): SignedInPerson => ({
  organisationId: row.organisation_id,
  personId: row.person_id,
  displayName: row.display_name,
  email: row.email,
  roles: [{role: 'staff', committeeId: null}, ...row.roles],
  confirmedAt,
  physician: row.physician,
  attestedUntil: row.attested_until,
  secondFactor: {enrolled: row.factors_since !== null, provenAt},
});
