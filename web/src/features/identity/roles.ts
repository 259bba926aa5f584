import type {ListedPerson, Session} from '../../api';

export type Role = Session['roles'][number];

/** A role that is given; staff everybody is. */
export type Duty = ListedPerson['roles'][number]['role'];

// A record, so that the compiler misses none of the interface's.
const known: Readonly<Record<Duty, true>> = {
  coordinator: true,
  chair: true,
  viceChair: true,
  member: true,
  reviewer: true,
  physician: true,
  physicianLeader: true,
  compliance: true,
  administrator: true,
};

/** Every role that is given, in the order in which they are offered. */
export const duties = Object.keys(known) as readonly Duty[];
