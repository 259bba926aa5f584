import type {CaseView} from './contract';
import {DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE} from './contract';
import {ContractClient} from './contract-client';
import type {Seat} from './move';

/** Somebody who is signed in. */
export interface Person {
  /** Before `@demo.test`. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly client: ContractClient;
}

/** A person with the case before them. */
export interface SeatedPerson extends Seat, Person {}

/** @throws RefusedError when somebody cannot sign in */
export async function signInEverybody(baseUrl: string): Promise<Person[]> {
  const people: Person[] = [];
  for (const key of DEMONSTRATION_PEOPLE) {
    const client = new ContractClient(baseUrl);
    const {person, roles} = await client.signIn(`${key}@demo.test`, DEMONSTRATION_PASSWORD);
    people.push({key, id: person.id, name: person.displayName, roles, client});
  }
  return people;
}

/** How many roles each person has, by id. */
export const rolesById = (people: readonly Person[]): ReadonlyMap<string, number> =>
  new Map(people.map(({id, roles}) => [id, roles.length]));

export async function seat(people: readonly Person[], caseId: string): Promise<SeatedPerson[]> {
  return Promise.all(people.map(async (person) => ({...person, view: await person.client.look(caseId)})));
}

/** The view of whoever keeps the books, or of the first who sees the case at all. */
export function officeView(seats: readonly SeatedPerson[]): CaseView | null {
  const office = seats.find(({roles, view}) => view !== null && roles.includes('coordinator'));
  return (office ?? seats.find(({view}) => view !== null))?.view ?? null;
}
