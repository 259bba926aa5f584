import {CreateCommittee} from '../../src/committees';
import {
  CreateOrganisation,
  CreatePerson,
  CreatePracticeGroup,
  GrantRole,
  SetPassword,
} from '../../src/identity';
import type {GrantableRole} from '../../src/identity';
import {demonstrationCommittees} from '../../src/seed/demonstration-committees';
import type {CommitteeKey} from '../../src/seed/demonstration-committees';
import {PASSWORD, demonstrationPeople, npiOf} from '../../src/seed/demonstration-people';
import type {DemonstrationPerson} from '../../src/seed/demonstration-people';

/** Who stands beside the demonstration's people: those who are two things at once, and one who is nothing. */
export const furtherPeople: readonly DemonstrationPerson[] = [
  {key: 'coordinatingphysician', name: 'Dr Olga Brandt', roles: ['coordinator', 'physician']},
  {key: 'chairmember', name: 'Dr Paul Ekström', roles: ['physician'], group: 'Chairing doctors'},
  {key: 'outsider', name: 'Una Ulrich'},
];

/** An organisation with the demonstration's people and committees, and no case yet. */
export interface Hospital {
  readonly organisationId: string;
  /** Ids of people by their keys. */
  readonly people: ReadonlyMap<string, string>;
  /** Ids of committees by their keys. */
  readonly committees: ReadonlyMap<string, string>;
  readonly medicine: string;
  readonly surgery: string;
}

const SYSTEM = 'system';

/** Where commands come from: an application, or the making of what all suites begin with. */
export interface Commands {
  get<T>(command: new (...ports: never[]) => T): T;
}

/** How many members decide in either committee. */
export const QUORUM = 3;

/** Makes the hospital by the commands that would. */
export async function makeHospital(commands: Commands, quorum = QUORUM): Promise<Hospital> {
  const organisationId = await commands
    .get(CreateOrganisation)
    .run({name: 'Test Hospital', timeZone: 'Europe/Vienna'}, SYSTEM);
  const committees = new Map<string, string>();
  for (const [key, {name, programme, byDefault}] of Object.entries(demonstrationCommittees)) {
    const committee = {name, programme, byDefault, quorum, privilegeText: 'Privileged.'};
    committees.set(key, await commands.get(CreateCommittee).run(organisationId, committee, SYSTEM));
  }
  const groups = new Map<string, string>();
  const everybody = [...demonstrationPeople, ...furtherPeople];
  for (const group of new Set(everybody.flatMap((person) => person.group ?? [])))
    groups.set(group, await commands.get(CreatePracticeGroup).run(organisationId, group, SYSTEM));
  const people = new Map<string, string>();
  await Promise.all(
    everybody.map(async (person) => {
      const practiceGroupId = person.group === undefined ? null : (groups.get(person.group) ?? null);
      const personId = await enter(commands, organisationId, {person, practiceGroupId});
      people.set(person.key, personId);
      for (const [key, role] of Object.entries(person.offices ?? {})) {
        const committeeId = committees.get(key) ?? null;
        await commands.get(GrantRole).run({organisationId, personId, role, committeeId}, SYSTEM);
      }
    }),
  );
  const idOf = (key: CommitteeKey): string => committees.get(key) ?? '';
  return {organisationId, people, committees, medicine: idOf('medicine'), surgery: idOf('surgery')};
}

/** Enters one person with an account, and grants the roles that are not bound to a committee. */
async function enter(
  commands: Commands,
  organisationId: string,
  {person, practiceGroupId}: {person: DemonstrationPerson; practiceGroupId: string | null},
): Promise<string> {
  const {key, name, roles = []} = person;
  const entry = {
    displayName: name,
    email: `${key}@demo.test`,
    npi: npiOf(person),
    practiceGroupId,
    physician: roles.includes('physician'),
  };
  const personId = await commands.get(CreatePerson).run(organisationId, entry, SYSTEM);
  await commands.get(SetPassword).run({organisationId, personId, password: PASSWORD}, SYSTEM);
  for (const role of roles) await give(commands, {organisationId, personId, role, committeeId: null});
  return personId;
}

export interface Grant {
  readonly organisationId: string;
  readonly personId: string;
  readonly role: GrantableRole;
  readonly committeeId?: string | null;
}

/** Gives a role, in one committee or in the organisation. */
export async function give(commands: Commands, {committeeId = null, ...granted}: Grant): Promise<void> {
  await commands.get(GrantRole).run({...granted, committeeId}, SYSTEM);
}
