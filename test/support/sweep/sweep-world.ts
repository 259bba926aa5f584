import {CreateCommittee} from '../../../src/committees';
import {CreateOrganisation, CreatePerson, SetPassword} from '../../../src/identity';
import {PASSWORD} from '../../../src/seed/demonstration-people';
import {startTestApp} from '../app';
import type {TestApp} from '../app';
import {aHospital, grant} from '../case-builders';
import type {Hospital} from '../hospital';
import {draftTypesOf} from '../law';
import {travel} from '../journeys';
import type {Stop} from '../journeys';
import {Walker} from '../walk';
import {randomBytes} from 'node:crypto';
import type {CanaryNote} from './truth';

export interface SweepWorld {
  readonly app: TestApp;
  readonly hospital: Hospital;
  readonly walker: Walker;
  /** Every canary by its word. */
  readonly notes: Map<string, CanaryNote>;
  /** Cases that have come to where they are left standing. */
  readonly cases: string[];
  readonly names: ReadonlyMap<string, string>;
}

/** Whoever is of another organisation, with every role that bears cases there. */
const FOREIGN = ['coordinator', 'chair', 'compliance', 'administrator'] as const;
export const SIGNED_OUT = 'nobody';

/** Referred before anything was known of it: hidden from whoever is told later by what masks the outcome. */
const TELLING_OUTCOME = new Set(['referral/narrative']);

/** A hospital and another one, with nothing in it yet. */
export async function aSweepWorld(smtp: string): Promise<SweepWorld> {
  const app = await startTestApp({smtp: {url: smtp, from: 'review@hospital.test'}, logLevel: 'debug'});
  const own = await aHospital(app);
  const hospital = {...own, people: new Map([...own.people, ...(await anotherHospital(app))])};
  const walker = new Walker(app, hospital);
  const people = await app.database.asSuperuser<{id: string; name: string}>(
    'SELECT id, display_name AS name FROM person',
  );
  const names = new Map(people.map(({id, name}) => [id, name]));
  return {app, hospital, walker, notes: new Map(), cases: [], names};
}

/**
 * Takes a new case on its journey, with words of its own in all that can be written on the way.
 *
 * @param visit called at every stop, with all that is known by then
 */
export async function journey(
  world: SweepWorld,
  {programme, stops}: {programme: string; stops: readonly Stop[]},
  visit: (caseId: string, stop: Stop) => Promise<void>,
): Promise<void> {
  const {walker, notes} = world;
  const {id} = await walker.refer('staff', {}, programme);
  await attach(walker, id, notes);
  await disturb(walker, id, notes);
  for (const [index, stop] of stops.entries()) {
    await travel(walker, id, stop);
    if (index === 1) await tell(walker, id);
    if (stop.name === 'awaitingInput') await attachToInput(walker, id, notes);
    for (const [word, place] of walker.entered)
      notes.set(word, {place, ...(TELLING_OUTCOME.has(place) && {hiddenBy: 'outcome'})});
    await visit(id, stop);
  }
  world.cases.push(id);
}

async function anotherHospital({app}: TestApp): Promise<[string, string][]> {
  const organisationId = await app
    .get(CreateOrganisation)
    .run({name: 'Another Hospital', timeZone: 'Europe/Vienna'}, 'system');
  const committee = {
    name: 'Theirs',
    programme: 'peer-review',
    byDefault: true,
    quorum: 3,
    privilegeText: 'x',
  };
  const committeeId = await app.get(CreateCommittee).run(organisationId, committee, 'system');
  const made: [string, string][] = [];
  for (const role of FOREIGN) {
    const key = `foreign-${role}`;
    const entry = {
      displayName: key,
      email: `${key}@demo.test`,
      npi: null,
      practiceGroupId: null,
      physician: false,
    };
    const personId = await app.get(CreatePerson).run(organisationId, entry, 'system');
    await app.get(SetPassword).run({organisationId, personId, password: PASSWORD}, 'system');
    const bound = role === 'chair' ? committeeId : null;
    await grant({app} as TestApp, {organisationId, personId, role, committeeId: bound});
    made.push([key, personId]);
  }
  return made;
}

const aWord = (): string => `canary-${randomBytes(6).toString('hex')}`;
/** Letters alone, as names are. */
const aName = (): string =>
  `Zq${[...randomBytes(14)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;

/** A chart that names its patient, with something before and something after the day of the event, and a note. */
async function attach(walker: Walker, id: string, notes: Map<string, CanaryNote>): Promise<void> {
  const [file, early, late, family, text, said] = [aWord(), aWord(), aWord(), aName(), aWord(), aWord()];
  const observation = (code: string, at: string): object => ({
    resourceType: 'Observation',
    id: code,
    status: 'final',
    code: {text: code},
    subject: {reference: 'Patient/p'},
    effectiveDateTime: at,
    valueQuantity: {value: 1, unit: 'mmol/L'},
  });
  const resources = [
    {resourceType: 'Patient', id: 'p', name: [{family, given: ['Ann']}], birthDate: '1950-01-01'},
    observation(early, '2026-03-20T10:00:00Z'),
    observation(late, '2026-03-28T10:00:00Z'),
  ];
  const entry = resources.map((resource) => ({resource}));
  await walker.attach(
    'coordinator',
    id,
    JSON.stringify({resourceType: 'Bundle', type: 'collection', entry}),
    {name: `${file}.json`},
  );
  await walker.attach('coordinator', id, said, {name: `${text}.txt`});
  notes.set(file, {place: 'name of the chart', hiddenBy: 'patient'});
  notes.set(early, {place: 'chart, before the index point', heldAs: file});
  notes.set(late, {place: 'chart, after the index point', heldAs: file, hiddenBy: 'outcome'});
  notes.set(family.toLowerCase(), {
    place: 'name of the patient in the chart',
    heldAs: file,
    hiddenBy: 'patient',
  });
  notes.set(text, {place: 'name of a note', hiddenBy: 'patient'});
  notes.set(said, {place: 'words of a note', heldAs: text, hiddenBy: 'outcome'});
}

/** Somebody in conflict, by the office's word, and something declared. */
async function disturb(walker: Walker, id: string, notes: Map<string, CanaryNote>): Promise<void> {
  const [reason, detail] = [aWord(), aWord()];
  notes.set(reason, {place: 'reason of a decision on a conflict'});
  notes.set(detail, {place: 'detail of a declared conflict'});
  const about = {personId: walker.id('member4'), kind: 'practiceGroup'};
  const office = await walker.as('coordinator');
  const decided = await office.post(`/api/cases/${id}/conflicts/decisions`, {
    ...about,
    ...{source: 'detected', decision: 'confirmed', reason},
  });
  const declared = await office.post(`/api/cases/${id}/conflicts`, {
    ...{personId: walker.id('reviewer6'), kind: 'sameSpecialty', occasion: 'assignment', detail},
  });
  if (decided.status !== 200 || declared.status !== 201)
    throw new Error(`conflicts were refused: ${JSON.stringify([decided.body, declared.body])}`);
}

/** A concern and a risk, told to others where that is open. */
async function tell(walker: Walker, id: string): Promise<void> {
  const {allowedActions} = await walker.see('coordinator', id);
  for (const told of ['flagImmediateConcern', 'referToRisk'])
    if (allowedActions.some(({type}) => type === told)) await walker.do('coordinator', id, told);
}

async function attachToInput(walker: Walker, id: string, notes: Map<string, CanaryNote>): Promise<void> {
  const [name, said] = [aWord(), aWord()];
  await walker.attach('physician', id, said, {name: `${name}.txt`, type: 'attachToInput'});
  notes.set(name, {place: 'name of an attachment', hiddenBy: 'patient'});
  notes.set(said, {place: 'words of an attachment', heldAs: name, hiddenBy: 'outcome'});
}

const DRAFTERS = ['reviewer3', 'reviewer4', 'physician', 'coordinator', 'chair'];

/** Has everybody who can keep a draft of something keep one. */
export async function keepDrafts({walker, notes}: SweepWorld, id: string): Promise<void> {
  for (const key of DRAFTERS) await draft(walker, key, id, notes);
}

async function draft(walker: Walker, key: string, id: string, notes: Map<string, CanaryNote>): Promise<void> {
  const {status, body} = await walker.look(key, id);
  if (status !== 200) return;
  for (const type of draftTypesOf(body.programme)) {
    if (!body.allowedActions.some((offered) => offered.type === type)) continue;
    const word = aWord();
    const path = `/api/cases/${id}/drafts/${type}`;
    const client = await walker.as(key);
    if ((await client.get(path)).status === 200) continue;
    const saved = await client.send('PUT', path, {body: {data: {summary: word}}});
    if (saved.status !== 200) throw new Error(`a draft was refused: ${JSON.stringify(saved.body)}`);
    notes.set(word, {place: `draft of ${type}`});
  }
}

/** What lies at the desks: a hold, a broken glass, a production, a question that is kept, a role that is proposed. */
export async function desks({walker, cases}: SweepWorld): Promise<void> {
  const [first = ''] = cases;
  const last = cases.at(-1) ?? '';
  const physicianGlass = {
    compartments: ['deliberation', 'reviewContent'],
    purpose: 'compliance',
    reason: 'A complaint.',
  };
  const orders: [string, string, object][] = [
    ['compliance', '/api/retention/holds', {scope: 'case', subject: first, reason: 'A letter of counsel.'}],
    ['compliance2', '/api/broken-glass', {case: last, hours: 72, ...physicianGlass}],
    ['compliance', '/api/audit/reports', {name: 'Every day', type: 'caseOpened'}],
    [
      'compliance',
      '/api/productions',
      {
        requester: 'Counsel',
        authority: 'Docket 1',
        receivedOn: '2026-03-01',
        basis: 'A statute.',
        cases: [first],
      },
    ],
    [
      'admin',
      '/api/roles/proposals',
      {personId: walker.id('outsider'), role: 'compliance', committeeId: null, reason: 'Joins the desk.'},
    ],
    ['compliance', '/api/session/tokens', {name: 'Mine', scopes: ['audit:read'], days: 3}],
  ];
  for (const [key, path, body] of orders) {
    const {status, body: answer} = await (await walker.as(key)).post(path, body);
    if (status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer)}`);
  }
}
