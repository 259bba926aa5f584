import {npiFrom} from '../../../src/charts';
import {CreateOrganisation, CreatePerson, GrantRole, SetPassword} from '../../../src/identity';
import type {GrantableRole} from '../../../src/identity';
import {attestEverybody} from '../../support/attested';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';

const PASSWORD = 'wards-and-corridors-at-night';

export interface CaseBody {
  readonly id: string;
  readonly allowedActions: readonly {
    type: string;
    upload?: {href: string; accept: string[]; maxBytes: number};
  }[];
}

interface Colleague {
  readonly roles?: readonly GrantableRole[];
  readonly office?: 'chair' | 'viceChair' | 'member';
  /** Nine digits; the tenth is the check digit. */
  readonly npi?: string;
}

const staff: Readonly<Record<string, Colleague>> = {
  coordinator: {roles: ['coordinator']},
  chair: {office: 'chair', npi: '100000011'},
  vicechair: {office: 'viceChair', npi: '100000022'},
  member: {office: 'member', npi: '100000033'},
  reviewer: {roles: ['reviewer'], npi: '100000077'},
  treating: {roles: ['reviewer'], npi: '100000088'},
  compliance: {roles: ['compliance']},
  admin: {roles: ['administrator']},
  physician: {roles: ['physician'], npi: '100000134'},
  nurse: {},
};

export const nameOf = (key: string): string => `Dr ${key.charAt(0).toUpperCase()}${key.slice(1)} Testfield`;
export const npiOf = (key: string): string => npiFrom(staff[key]?.npi ?? '100000999');

interface CaseRead {
  readonly type: string;
  readonly who: string;
  readonly where: {readonly via: string; readonly session: string | null};
  readonly details: {readonly shown?: string[]};
}

/** A hospital with one committee, everybody signed in, behind the whole application. */
export class Hospital {
  readonly people = new Map<string, string>();
  readonly #clients = new Map<string, TestClient>();

  private constructor(
    readonly app: TestApp,
    readonly organisationId: string,
  ) {}

  static async open(): Promise<Hospital> {
    const app = await startTestApp();
    const port = app.app;
    const organisation = {name: 'Example Hospital', timeZone: 'Europe/Vienna'};
    const id = await port.get(CreateOrganisation, {strict: false}).run(organisation, 'system');
    const hospital = new Hospital(app, id);
    const [committee] = await app.database.asSuperuser<{id: string}>(
      `INSERT INTO committee (organisation_id, id, name, programme, by_default, quorum, privilege_text)
       VALUES ($1, gen_random_uuid(), 'Medicine', 'peer-review', true, 1, '') RETURNING id`,
      [id],
    );
    for (const [key, colleague] of Object.entries(staff))
      await hospital.#enter(key, colleague, committee?.id ?? '');
    await attestEverybody(app.database);
    return hospital;
  }

  async #enter(key: string, {roles = [], office, npi}: Colleague, committeeId: string): Promise<void> {
    const {app, organisationId} = this;
    const person = {
      displayName: nameOf(key),
      email: `${key}@hospital.test`,
      npi: npi === undefined ? null : npiFrom(npi),
      physician: npi !== undefined,
    };
    const personId = await app.app.get(CreatePerson, {strict: false}).run(organisationId, person, 'system');
    this.people.set(key, personId);
    const grants = app.app.get(GrantRole, {strict: false});
    for (const role of roles) await grants.run({organisationId, personId, role}, 'system');
    if (office) await grants.run({organisationId, personId, role: office, committeeId}, 'system');
    const passwords = app.app.get(SetPassword, {strict: false});
    await passwords.run({organisationId, personId, password: PASSWORD}, 'system');
    const client = app.client();
    await client.signIn(person.email, PASSWORD);
    this.#clients.set(key, client);
  }

  client(key: string): TestClient {
    const client = this.#clients.get(key);
    if (!client) throw new Error(`nobody here is ${key}`);
    return client;
  }

  idOf(key: string): string {
    return this.people.get(key) ?? '';
  }

  /** A referred case about `physician`. */
  async aCase(): Promise<CaseBody> {
    const data = {
      class: 'case',
      source: 'staff',
      eventDate: '2026-02-10',
      department: 'Medicine',
      focusPhysician: this.idOf('physician'),
      patientReference: 'MRN 4711',
      narrative: 'The patient deteriorated during the night.',
    };
    const answer = await this.client('coordinator').post<CaseBody>('/api/cases', {
      programme: 'peer-review',
      data,
    });
    if (answer.status !== 201) throw new Error(`no case: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Sends a file to the case as its coordinator, by the address that the case offers. */
  async attach(
    {id, allowedActions}: CaseBody,
    content: string | Buffer,
    name = 'chart.json',
  ): Promise<Answer<{id: string; kind: string; counts: Record<string, number>}>> {
    const action = allowedActions.find(({type}) => type === 'attachChart');
    if (!action?.upload) throw new Error(`case ${id} takes no chart`);
    const form = new FormData();
    form.append('file', new Blob([content]), name);
    return this.client('coordinator').post(action.upload.href, form);
  }

  /** What is on record of looking at the case. */
  async reads(caseId: string): Promise<CaseRead[]> {
    const rows = await this.app.database.asSuperuser<{event: string}>(
      `SELECT event FROM audit_payload WHERE stream = $1 ORDER BY number`,
      [`case-access/${caseId}`],
    );
    return rows.map(({event}) => JSON.parse(event) as CaseRead);
  }

  async relationsOf(key: string, caseId: string): Promise<string[]> {
    const rows = await this.app.database.asSuperuser<{relation: string}>(
      'SELECT relation FROM case_relation WHERE case_id = $1 AND person_id = $2 AND ended_at IS NULL',
      [caseId, this.idOf(key)],
    );
    return rows.map(({relation}) => relation).sort();
  }

  async relate(key: string, relation: string, caseId: string): Promise<void> {
    await this.app.database.asSuperuser(
      `INSERT INTO case_relation (organisation_id, case_id, person_id, relation, since, case_opened_at)
       SELECT organisation_id, id, $2, $3, opened_at, opened_at FROM review_case WHERE id = $1`,
      [caseId, this.idOf(key), relation],
    );
  }
}
