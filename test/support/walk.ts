import {randomBytes} from 'node:crypto';
import {PASSWORD} from '../../src/seed/demonstration-people';
import type {StateValue} from '../../src/workflow';
import type {TestApp} from './app';
import type {Hospital} from './case-builders';
import type {Answer, TestClient} from './client';
import {fillForm} from './fill-form';
import type {FormSchema} from './fill-form';

export interface OfferedAction {
  readonly type: string;
  readonly title: string;
  readonly primary: boolean;
  readonly panel?: true;
  readonly form?: FormSchema;
  readonly upload?: {readonly href: string};
}

export interface SeenContent {
  readonly id: string;
  readonly kind: string;
  readonly by: {readonly id?: string; readonly name?: string; readonly pseudonym?: string} | null;
  readonly own: boolean;
  readonly released: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A case as some viewer's client has it. */
export interface SeenCase {
  readonly id: string;
  readonly number: string;
  readonly programme: string;
  readonly workflow: {readonly id: string; readonly version: string; readonly hash: string};
  readonly state: StateValue;
  readonly settled: boolean;
  readonly version: string;
  readonly waitingFor: readonly {
    readonly role: string;
    readonly since: string;
    readonly due: string | null;
  }[];
  readonly allowedActions: readonly OfferedAction[];
  readonly content: readonly SeenContent[];
  readonly sharedWith: readonly {readonly compartment: string; readonly relations: readonly string[]}[];
  readonly reviewed: boolean;
  readonly reviewers?: readonly {readonly person: {readonly id: string}; readonly status: string}[];
  readonly linked?: readonly {readonly id: string}[];
  readonly focusPhysician?: {readonly id: string};
  readonly referrer?: {readonly id: string};
}

export interface ActionReply {
  readonly event: {readonly type: string; readonly at: string};
  readonly case: SeenCase | null;
  readonly code?: string;
  readonly faults?: readonly {readonly pointer: string; readonly detail: string}[];
}

export interface Act {
  readonly data?: unknown;
  readonly version?: string | null;
  readonly key?: string;
}

/** Where a case can be taken to; `closed` ends reviewed, `screenedOut` without a review. */
export const STATIONS = [
  'referred',
  'screening',
  'awaitingInput',
  'readyToAssign',
  'assigned',
  'inReview',
  'reviewed',
  'panelDecision',
  'feedback',
  'responseWindow',
  'actionsOpen',
  'closed',
] as const;
export type Station = (typeof STATIONS)[number];

export const REVIEWERS = ['reviewer3', 'reviewer4'] as const;
export const PANEL = ['chair', 'member1', 'member2', 'member3'] as const;

/** Who does what to reach each station from the one before. */
const ROUTE: Readonly<Record<Station, readonly (readonly [string, string])[]>> = {
  referred: [],
  screening: [['coordinator', 'startScreening']],
  awaitingInput: [['coordinator', 'requestInput']],
  readyToAssign: [['physician', 'giveInput']],
  assigned: [['coordinator', 'assignReviewers']],
  inReview: REVIEWERS.map((key) => [key, 'acceptAssignment'] as const),
  reviewed: [
    ...REVIEWERS.map((key) => [key, 'lockReview'] as const),
    ...REVIEWERS.map((key) => [key, 'rateHarm'] as const),
  ],
  panelDecision: [['coordinator', 'convenePanel']],
  feedback: [
    ['coordinator', 'recordAttendance'],
    ['chair', 'addImprovementAction'],
    ['chair', 'recordDetermination'],
  ],
  responseWindow: [['chair', 'sendFeedback']],
  actionsOpen: [
    ['physician', 'acknowledgeFeedback'],
    ['physician', 'respondToFeedback'],
    ['coordinator', 'endResponseWindow'],
  ],
  closed: [
    ['leader', 'completeImprovementAction'],
    ['coordinator', 'closeCase'],
  ],
};

const LEFT_IDLE = 30 * 60_000;
const LONG = 6 * 3_600_000;

/** Drives cases over HTTP, with nothing but the actions and forms that are offered. */
export class Walker {
  readonly #clients = new Map<string, {client: Promise<TestClient>; since: number; usedAt: number}>();
  /** Every text that was entered, by the action and field that took it. */
  readonly entered = new Map<string, string>();

  constructor(
    readonly app: TestApp,
    readonly hospital: Hospital,
    /** Whose sessions are there already, as the database is a copy of theirs. */
    private readonly before: Walker | null = null,
  ) {}

  /** A person's browser, signed in. */
  as(key: string): Promise<TestClient> {
    const now = this.app.clock.now().getTime();
    const known = this.#clients.get(key);
    // A session ends when it is left idle, and after half a day in any case: by the test's clock, so sign in again.
    const alive = known && now - known.usedAt < LEFT_IDLE && now - known.since < LONG;
    const {client, since} = alive ? known : {client: this.#signIn(key), since: now};
    this.#clients.set(key, {client, since, usedAt: now});
    return client;
  }

  /** Somebody's browser, if they have signed in. */
  signedIn(key: string): Promise<TestClient> | null {
    return this.#clients.get(key)?.client ?? null;
  }

  id(key: string): string {
    const id = this.hospital.people.get(key);
    if (id === undefined) throw new Error(`nobody is called ${key}`);
    return id;
  }

  /** Refers a case; the reviewed physician is `physician` unless the data say otherwise. */
  async refer(
    by = 'staff',
    data: Readonly<Record<string, unknown>> = {},
    to = 'peer-review',
  ): Promise<SeenCase> {
    const client = await this.as(by);
    const offered = (await client.get<{id: string; form: FormSchema}[]>('/api/programmes')).body;
    const programme = offered.find(({id}) => id === to);
    if (!programme) throw new Error('no programme is offered');
    const filled = this.#fill('referral', programme.form, [this.id('physician')]);
    const body = {programme: programme.id, data: {...(filled as object), ...data}};
    const answer = await client.post<SeenCase>('/api/cases', body);
    if (answer.status !== 201) throw new Error(`the referral was refused: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  look(key: string, caseId: string): Promise<Answer<SeenCase>> {
    return this.as(key).then((client) => client.get<SeenCase>(`/api/cases/${caseId}`));
  }

  /** The case as somebody sees who must see it. */
  async see(key: string, caseId: string): Promise<SeenCase> {
    const {status, body} = await this.look(key, caseId);
    if (status !== 200) throw new Error(`${key} cannot see the case: ${JSON.stringify(body)}`);
    return body;
  }

  /** Sends an action as it stands; version and data are looked up and filled in where they are not given. */
  async act(key: string, caseId: string, type: string, act: Act = {}): Promise<Answer<ActionReply>> {
    const seen = act.version === undefined || act.data === undefined ? await this.look(key, caseId) : null;
    const form = seen?.body.allowedActions.find((action) => action.type === type)?.form;
    const data = act.data ?? (form ? this.#fill(type, form, this.preferences(type)) : {});
    const version = act.version === undefined ? seen?.body.version : act.version;
    const client = await this.as(key);
    return client.post<ActionReply>(
      `/api/cases/${caseId}/actions`,
      {type, data},
      {
        headers: {
          ...(typeof version === 'string' && {'if-match': `"${version}"`}),
          ...(act.key !== undefined && {'idempotency-key': act.key}),
        },
      },
    );
  }

  /** Does what must succeed. */
  async do(key: string, caseId: string, type: string, data?: unknown): Promise<ActionReply> {
    const {status, body} = await this.act(key, caseId, type, data === undefined ? {} : {data});
    if (status !== 200) throw new Error(`${type} as ${key} was refused: ${JSON.stringify(body)}`);
    return body;
  }

  /** Attaches a file that must be taken. */
  async attach(
    key: string,
    caseId: string,
    content: string,
    {name = 'note.txt', type = 'attachChart'} = {},
  ): Promise<void> {
    const form = new FormData();
    form.set('file', new Blob([content]), name);
    const client = await this.as(key);
    const answer = await client.post(`/api/cases/${caseId}/uploads/${type}`, form);
    if (answer.status !== 201) throw new Error(`the file was refused: ${JSON.stringify(answer.body)}`);
  }

  /** A new case, taken to a station. */
  async walkTo(station: Station, caseId?: string): Promise<string> {
    const id = caseId ?? (await this.refer()).id;
    for (const stop of STATIONS.slice(0, STATIONS.indexOf(station) + 1)) await this.stage(stop, id);
    return id;
  }

  /** Who does what on the way from the station before to this one. */
  stepsTo(station: Station): readonly (readonly [string, string])[] {
    return ROUTE[station];
  }

  /** From the station before to this one. */
  async stage(station: Station, caseId: string): Promise<void> {
    for (const [key, type] of ROUTE[station]) await this.do(key, caseId, type);
  }

  /** Where there is a choice: the usual reviewers, panel, leader and committee. */
  preferences(type: string): unknown[] {
    const owners = type === 'addImprovementAction' ? ['leader'] : [...REVIEWERS, ...PANEL];
    return [...owners.map((key) => this.id(key)), this.hospital.medicine];
  }

  #fill(type: string, form: FormSchema, prefer: readonly unknown[]): unknown {
    const text = (path: string): string => {
      const word = `canary-${randomBytes(6).toString('hex')}`;
      this.entered.set(word, `${type}${path}`);
      return word;
    };
    return fillForm(form, {text, prefer});
  }

  async #signIn(key: string): Promise<TestClient> {
    const client = this.app.client();
    const there = await this.before?.signedIn(key);
    if (there) {
      for (const [name, value] of there.cookies) client.cookies.set(name, value);
      return client;
    }
    const {status} = await client.signIn(`${key}@demo.test`, PASSWORD);
    if (status !== 200) throw new Error(`${key} cannot sign in`);
    return client;
  }
}
