import {ROLES} from '../../disclosure';
import {CaseRelation, Workflow, effectiveRelations} from '../../workflow';

export interface PersonWithRoles {
  readonly personId: string;
  readonly roles: readonly {readonly role: string; readonly committeeId: string | null}[];
}

export interface CaseCircle {
  readonly workflow: Workflow;
  readonly committeeId: string;
  /** Who chairs the case's committee. */
  readonly chairs: readonly string[];
  readonly relations: readonly CaseRelation[];
  readonly quorum: number;
}

/** The roles that count for a case; a granted role that bears a relation's name is not that relation. */
const OFFICES: ReadonlySet<string> = new Set(ROLES);

/**
 * Which roles and relations count for this person in this case: what they hold, less what a limiting relation takes
 * away; whoever then still chairs presides, and the vice-chair does when no chair is left.
 */
export function relationsOf(person: PersonWithRoles, circle: CaseCircle): Set<string> {
  const roles = person.roles
    .filter(
      ({role, committeeId}) =>
        OFFICES.has(role) &&
        (committeeId === circle.committeeId || (committeeId === null && role !== 'chair')),
    )
    .map(({role}) => role);
  const effective = effectiveRelations(
    circle.workflow,
    new Set([...roles, ...relationsHeld(person.personId, circle)]),
  );
  const chairLeft = circle.chairs.some((chair) => !isLimited(chair, circle));
  if (effective.has('chair') || (effective.has('viceChair') && !chairLeft)) effective.add('presiding');
  return effective;
}

/** Whether enough members are present who are free to decide. */
export function hasQuorum(circle: CaseCircle): boolean {
  const present = circle.relations.filter(({relation}) => relation === 'present');
  return present.filter(({personId}) => !isLimited(personId, circle)).length >= circle.quorum;
}

/** Whether a relation to the case takes away what this person's roles give. */
export function isLimited(personId: string, circle: CaseCircle): boolean {
  return relationsHeld(personId, circle).some((relation) => relation in circle.workflow.meta.limiting);
}

const relationsHeld = (personId: string, {relations}: CaseCircle): string[] =>
  relations.filter((held) => held.personId === personId).map(({relation}) => relation);
