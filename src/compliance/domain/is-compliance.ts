/** Whether a person holds the role at all; what they see of a case is for the disclosure gate to say. */
export const isCompliance = ({roles}: {readonly roles: readonly {readonly role: string}[]}): boolean =>
  roles.some(({role}) => role === 'compliance');
