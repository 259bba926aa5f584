import {RoleGrant} from './role';

/** Who acts. Read afresh at every request, so that a role or a session that was ended counts no longer. */
export interface SignedInPerson {
  readonly organisationId: string;
  readonly personId: string;
  readonly displayName: string;
  readonly email: string;
  /** `staff` stands first and is everybody's. */
  readonly roles: readonly RoleGrant[];
  /** When the password was last given. */
  readonly confirmedAt: Date;
  /** Whether their care can be reviewed, whatever roles they hold. */
  readonly physician: boolean;
  /** Until when what they signed about confidentiality and conflicts holds; null when they never did. */
  readonly attestedUntil: Date | null;
  /** Whether there is a second factor, and when it was last proven in this session; null when it was not. */
  readonly secondFactor: {readonly enrolled: boolean; readonly provenAt: Date | null};
}
