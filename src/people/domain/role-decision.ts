import type {RoleGrant} from '../../identity';

export interface Actor {
  readonly personId: string;
  readonly roles: readonly RoleGrant[];
}

/** A role that somebody is to have, and waits for a second person. */
export interface Proposal {
  readonly personId: string;
  readonly committeeId: string | null;
  readonly proposedBy: string;
}

const holds = ({roles}: Actor, role: string): boolean => roles.some((grant) => grant.role === role);

export const isAdministrator = (actor: Actor): boolean => holds(actor, 'administrator');

/** Whether a proposal is this person's business: administrators', and of a committee its chairs', else compliance's. */
export function concerns(actor: Actor, {committeeId}: Pick<Proposal, 'committeeId'>): boolean {
  if (isAdministrator(actor)) return true;
  return actor.roles.some((grant) =>
    committeeId === null
      ? grant.role === 'compliance' && grant.committeeId === null
      : (grant.role === 'chair' || grant.role === 'viceChair') && grant.committeeId === committeeId,
  );
}

/**
 * Why this person cannot be the second one (OWASP ASVS 5.0, 2.3.5: multi-user approval); `null` when they can. Nobody
 * gives themselves a role, neither by proposing it nor by agreeing.
 */
export function decisionFault(actor: Actor, {personId, proposedBy}: Proposal): string | null {
  if (actor.personId === proposedBy) return 'Somebody else has to decide on what you proposed.';
  if (actor.personId === personId) return 'Somebody else has to decide on a role of yours.';
  return null;
}
