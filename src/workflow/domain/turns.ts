/** Which relations take a turn that a definition gives to a role by its plain name. */
const TURNS: Readonly<Record<string, readonly string[]>> = {
  reviewer: ['offeredReviewer', 'acceptedReviewer', 'outcomeReviewer'],
};

/** The names under `waitingFor` that stand for several relations. */
export const TURN_NAMES: readonly string[] = Object.keys(TURNS);

/** The relations whose turn it is when a case waits for `role`. */
export const relationsInTurn = (role: string): readonly string[] => TURNS[role] ?? [role];
