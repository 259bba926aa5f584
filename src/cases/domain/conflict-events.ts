/** What the history calls the changes of conflicts of interest, for those who may know of conflicts. */
export const CONFLICT_TITLES: Readonly<Record<string, string>> = {
  conflictDeclared: 'A conflict of interest was declared',
  conflictDecided: 'A conflict of interest was decided on',
  conflictOverrideProposed: 'Freeing somebody of a conflict was proposed',
  conflictOverrideDeclined: 'Freeing somebody of a conflict was declined',
  conflictsRefreshed: 'Conflicts of interest were looked for again',
};
