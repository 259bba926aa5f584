import {factorNeed} from '../domain/second-factor';
import {confirmedUntil} from '../domain/session-limits';
import type {SignedInPerson} from '../domain/signed-in-person';
import type {SessionView} from './session.dto';

/** A session as its owner sees it. */
export const presentSession = (person: SignedInPerson, demonstration: boolean): SessionView => ({
  person: {id: person.personId, displayName: person.displayName, email: person.email},
  roles: [...new Set(person.roles.map(({role}) => role))],
  grants: person.roles.map(({role, committeeId}) => ({role, committeeId})),
  confirmedUntil: confirmedUntil(person.confirmedAt).toISOString(),
  secondFactor: {
    enrolled: person.secondFactor.enrolled,
    proven: person.secondFactor.provenAt !== null,
    needed: factorNeed(person, demonstration),
  },
});

/** As it is once the second factor was proven in it. */
export const presentProven = (person: SignedInPerson, demonstration: boolean): SessionView => {
  const view = presentSession(person, demonstration);
  return {...view, secondFactor: {...view.secondFactor, proven: true, needed: 'none'}};
};
