import {Readable} from 'node:stream';
import type {INestApplicationContext} from '@nestjs/common';
import {CaseBody, CaseUser, PerformAction, ReceiveUpload, ReferCase, ShowCase} from '../cases';
import {sampleChart} from '../charts';
import type {SampleScenario} from '../charts';
import {CreateCommittee} from '../committees';
import {
  Attest,
  CreateOrganisation,
  CreatePerson,
  CreatePracticeGroup,
  GrantRole,
  SetPassword,
} from '../identity';
import {demonstrationCommittees} from './demonstration-committees';
import {PASSWORD, demonstrationPeople, npiOf} from './demonstration-people';
import {demonstrationStories} from './demonstration-stories';
import {SeedClock} from './seed-clock';
import type {Story, StoryStep} from './story';

const DAY = 86_400_000;
const SYSTEM = 'system';

interface Organisation {
  readonly id: string;
  readonly people: ReadonlyMap<string, CaseUser>;
  readonly committees: ReadonlyMap<string, string>;
}

/** Plays the demonstration through the product's own commands, so that all of it stands on record. */
export class SeedDemonstration {
  readonly #app: INestApplicationContext;
  readonly #clock: SeedClock;
  readonly #today: Date;

  /** @param today on which the demonstration's present lies */
  constructor(app: INestApplicationContext, clock: SeedClock, today: Date) {
    this.#app = app;
    this.#clock = clock;
    this.#today = today;
  }

  async run(): Promise<void> {
    this.#clock.set(new Date(this.#today.getTime() - 400 * DAY));
    const organisation = await this.#organisation();
    for (const [index, story] of demonstrationStories.entries()) await this.#play(organisation, story, index);
    this.#clock.set(this.#today);
    for (const {organisationId, personId} of organisation.people.values())
      await this.#app.get(Attest).run({organisationId, personId});
  }

  async #organisation(): Promise<Organisation> {
    const name = 'Harbour General Hospital (demonstration)';
    const id = await this.#app.get(CreateOrganisation).run({name, timeZone: 'America/New_York'}, SYSTEM);
    const committees = new Map<string, string>();
    for (const [key, committee] of Object.entries(demonstrationCommittees))
      committees.set(key, await this.#app.get(CreateCommittee).run(id, committee, SYSTEM));
    const groups = new Map<string, string>();
    for (const group of new Set(demonstrationPeople.flatMap((person) => person.group ?? [])))
      groups.set(group, await this.#app.get(CreatePracticeGroup).run(id, group, SYSTEM));
    const people = new Map<string, CaseUser>();
    for (const person of demonstrationPeople) {
      const {key, group, roles = [], offices = {}} = person;
      const entry = {
        displayName: person.name,
        email: `${key}@demo.test`,
        npi: npiOf(person),
        specialty: person.specialty ?? null,
        department: person.department ?? null,
        practiceGroupId: group === undefined ? null : (groups.get(group) ?? null),
        physician: roles.includes('physician'),
      };
      const personId = await this.#app.get(CreatePerson).run(id, entry, SYSTEM);
      await this.#app.get(SetPassword).run({organisationId: id, personId, password: PASSWORD}, SYSTEM);
      const grants = [
        ...roles.map((role) => ({role, committeeId: null})),
        ...Object.entries(offices).map(([committee, role]) => ({
          role,
          committeeId: committees.get(committee) ?? null,
        })),
      ];
      for (const grant of grants)
        await this.#app.get(GrantRole).run({organisationId: id, personId, ...grant}, SYSTEM);
      people.set(key, {organisationId: id, personId, roles: grants});
    }
    return {id, people, committees};
  }

  async #play(organisation: Organisation, story: Story, index: number): Promise<void> {
    const referred = new Date(this.#today.getTime() - story.daysAgo * DAY);
    this.#clock.set(referred);
    const eventDate = dateOf(new Date(referred.getTime() - 3 * DAY));
    const staff = user(organisation, 'staff');
    const focus = user(organisation, story.physician);
    const {id} = await this.#app.get(ReferCase).refer(staff, story.programme, {
      ...story.referral,
      eventDate,
      focusPhysician: focus.personId,
      patientReference: `MRN ${String(4_100_017 + index * 7919)}`,
    });
    const {scenario} = story;
    if (scenario) await this.#attachChart(organisation, id, {story: {...story, scenario}, index, eventDate});
    // The steps are spread over the time since the referral, as work would be.
    const pause = (this.#today.getTime() - referred.getTime()) / (story.steps.length + 2);
    for (const [count, step] of story.steps.entries()) {
      this.#clock.set(new Date(referred.getTime() + (count + 1) * pause));
      await this.#step(organisation, id, step);
    }
  }

  async #attachChart(
    organisation: Organisation,
    caseId: string,
    {story, index, eventDate}: {story: Story & {scenario: SampleScenario}; index: number; eventDate: string},
  ): Promise<void> {
    const [physician, nurse, consultant] = [story.physician, 'staff', 'reviewer2'].map(samplePerson);
    if (!physician || !nurse || !consultant) throw new Error('the story names somebody who has no NPI');
    const chart = sampleChart({
      seed: index + 1,
      eventDate,
      physician,
      others: [nurse, consultant],
      scenario: story.scenario,
    });
    const file = {stream: Readable.from([Buffer.from(JSON.stringify(chart))]), name: 'chart.json'};
    const coordinator = user(organisation, 'coordinator');
    await this.#app.get(ReceiveUpload).receive(coordinator, {caseId, type: 'attachChart', file});
  }

  async #step(organisation: Organisation, caseId: string, {by, type, data}: StoryStep): Promise<void> {
    const actor = user(organisation, by);
    const body = await this.#app.get(ShowCase).show(actor, caseId);
    const filled = this.#fill(data, organisation, body, type) as Record<string, unknown>;
    await this.#app
      .get(PerformAction)
      .perform(actor, {caseId, type, data: filled, ifMatch: body.version, key: null});
  }

  /** `@key` a person, `#key` a committee, `+n` a day n days from now, `?` the first of what can be chosen. */
  #fill(value: unknown, organisation: Organisation, body: CaseBody, type: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#fill(item, organisation, body, type));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.#fill(item, organisation, body, type)]),
      );
    if (typeof value !== 'string') return value;
    if (value.startsWith('@')) return user(organisation, value.slice(1)).personId;
    if (value.startsWith('#')) return organisation.committees.get(value.slice(1));
    if (/^\+\d+$/.test(value)) return dateOf(new Date(this.#clock.now().getTime() + Number(value) * DAY));
    return value === '?' ? firstChoice(body, type) : value;
  }
}

function user({people}: Organisation, key: string): CaseUser {
  const found = people.get(key);
  if (!found) throw new Error(`nobody in the demonstration is called ${key}`);
  return found;
}

function samplePerson(key: string): {name: string; npi: string} | null {
  const person = demonstrationPeople.find((candidate) => candidate.key === key);
  const npi = person && npiOf(person);
  return person && npi ? {name: person.name, npi} : null;
}

const dateOf = (time: Date): string => time.toISOString().slice(0, 10);

function firstChoice({allowedActions}: CaseBody, type: string): string | undefined {
  const action = allowedActions.find((candidate) => candidate.type === type);
  const form = action && 'form' in action ? JSON.stringify(action.form) : '';
  return /"oneOf":\[\{"const":"([^"]+)"/.exec(form)?.[1];
}
