export interface RoleHolder {
  readonly roles: readonly {readonly role: string; readonly committeeId: string | null}[];
}

/** Whether a person holds the role at all; what they see of a case is for the disclosure gate to say. */
export const isCompliance = ({roles}: RoleHolder): boolean => roles.some(({role}) => role === 'compliance');

/** Whether they hold it for the organisation, not for one committee alone. */
export const isWholeCompliance = ({roles}: RoleHolder): boolean =>
  roles.some(({role, committeeId}) => role === 'compliance' && committeeId === null);
