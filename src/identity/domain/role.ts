/** Roles that are granted; `staff` everybody is. */
export const GRANTABLE_ROLES = [
  'coordinator',
  'chair',
  'viceChair',
  'member',
  'reviewer',
  'physician',
  'physicianLeader',
  'compliance',
  'administrator',
] as const;

export type GrantableRole = (typeof GRANTABLE_ROLES)[number];
export type Role = 'staff' | GrantableRole;

/** A role, within one committee or, with `null`, within the organisation. */
export interface RoleGrant {
  readonly role: Role;
  readonly committeeId: string | null;
}

/** Offices of a committee mean nothing without one. */
const ofCommittee: ReadonlySet<Role> = new Set(['chair', 'viceChair', 'member']);

export const isGrantable = (role: string): role is GrantableRole =>
  GRANTABLE_ROLES.some((known) => known === role);

export const needsCommittee = (role: Role): boolean => ofCommittee.has(role);
