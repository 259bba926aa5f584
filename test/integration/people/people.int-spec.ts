import {CreateCommittee} from '../../../src/committees';
import {GrantRole} from '../../../src/identity';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {PASSWORD, aPerson, anOrganisation} from '../identity/people';

interface Listed {
  id: string;
  email: string;
  displayName: string;
  account: string;
  roles: {role: string; committeeId: string | null}[];
}

interface Proposal {
  id: string;
  role: string;
  mayDecide: boolean;
  person: {id: string};
}

const keys = ['admin', 'admin2', 'chair', 'chair2', 'compliance', 'member', 'staff', 'newcomer'] as const;
type Key = (typeof keys)[number];

let app: TestApp;
let organisationId: string;
let committeeId: string;
const ids: Partial<Record<Key, string>> = {};
const clients: Partial<Record<Key, TestClient>> = {};

beforeAll(async () => {
  app = await startTestApp();
  organisationId = await anOrganisation(app);
  const committee = {programme: 'peer-review', byDefault: true, quorum: 3, privilegeText: 'Privileged.'};
  const make = (name: string): Promise<string> =>
    app.app.get(CreateCommittee).run(organisationId, {...committee, name}, 'system');
  committeeId = await make('Surgery');
  const other = await make('Medicine');
  const ofAll: Partial<Record<Key, string>> = {
    admin: 'administrator',
    admin2: 'administrator',
    compliance: 'compliance',
  };
  for (const key of keys) {
    const role = ofAll[key];
    ids[key] = await aPerson(app, organisationId, {email: `${key}@x.test`, roles: role ? [role] : []});
  }
  const grant = (key: Key, role: string, of: string): Promise<void> =>
    app.app.get(GrantRole).run({organisationId, personId: id(key), role, committeeId: of}, 'system');
  await grant('chair', 'chair', committeeId);
  await grant('member', 'member', committeeId);
  await grant('chair2', 'chair', other);
});

afterAll(async () => {
  await app.close();
});

const id = (key: Key): string => ids[key] ?? '';

async function as(key: Key): Promise<TestClient> {
  const known = clients[key];
  if (known) return known;
  const client = app.client();
  expect((await client.signIn(`${key}@x.test`, PASSWORD)).status).toBe(200);
  clients[key] = client;
  return client;
}

const post = async <Body>(key: Key, path: string, body: unknown): Promise<Answer<Body>> =>
  (await as(key)).post<Body>(path, body);

const person = async (key: Key): Promise<Listed> =>
  (await (await as('admin')).get<Listed>(`/api/people/${id(key)}`)).body;

const propose = (key: Key, role = 'coordinator', of: string | null = null): Promise<Answer<{id: string}>> =>
  post('admin', '/api/roles/proposals', {personId: id(key), role, committeeId: of, reason: 'Elected.'});

const decide = (key: Key, proposal: string, decision = 'granted'): Promise<Answer> =>
  post(key, `/api/roles/proposals/${proposal}/decision`, {decision});

const proposals = async (key: Key): Promise<Proposal[]> =>
  (await (await as(key)).get<Proposal[]>('/api/roles/proposals')).body;

const notices = async (key: Key): Promise<{kind: string; caseId: string | null}[]> => {
  const {body} = await (await as(key)).get<{items: {kind: string; caseId: string | null}[]}>('/api/inbox');
  return body.items.map(({kind, caseId}) => ({kind, caseId}));
};

const recorded = (): Promise<{type: string; who: string; on: string | null}[]> =>
  app.database.asSuperuser(
    `SELECT p.event::jsonb ->> 'type' AS type, p.event::jsonb ->> 'who' AS who, p.event::jsonb ->> 'on' AS on
     FROM audit_payload p JOIN audit_event e USING (organisation_id, stream, number)
     WHERE p.organisation_id = $1 ORDER BY e.id`,
    [organisationId],
  );

describe('the people of an organisation', () => {
  it('are listed by name, page by page, for administrators alone', async () => {
    const client = await as('admin');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const {body} = await client.get<{items: Listed[]; next: string | null}>(`/api/people?limit=3${query}`);
      seen.push(...body.items.map(({displayName}) => displayName));
      cursor = body.next;
    }
    expect(seen).toEqual([...keys].sort());
    expect(await person('chair')).toMatchObject({account: 'active', roles: [{role: 'chair', committeeId}]});
    for (const key of ['chair', 'compliance', 'staff'] as const) {
      const answers = [
        await (await as(key)).get('/api/people'),
        await (await as(key)).get(`/api/people/${id('admin')}`),
        await post(key, '/api/people', {displayName: 'X', email: 'x@x.test'}),
        await post(key, `/api/people/${id('admin')}/access`, {disabled: true, reason: 'x'}),
        await post(key, '/api/roles/endings', {personId: id('admin'), role: 'administrator', reason: 'x'}),
      ];
      expect(answers.map(({status}) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    const refusals = (await recorded()).filter(({type}) => type === 'deskRefused');
    expect(refusals).toHaveLength(15);
  });

  it('are entered without a password, and asked to choose one', async () => {
    const entered = await post<{id: string}>('admin', '/api/people', {
      displayName: 'Eve Entered',
      email: 'Eve@x.test',
      physician: true,
    });
    expect(entered.status).toBe(201);
    const shown = await (await as('admin')).get<Listed>(`/api/people/${entered.body.id}`);
    expect(shown.body).toMatchObject({account: 'invited', email: 'eve@x.test', roles: []});
    const jobs = await app.database.asSuperuser(`SELECT payload FROM outbox WHERE kind = 'accountLink'`);
    expect(jobs).toEqual([{payload: {person: entered.body.id, purpose: 'invitation'}}]);
    const again = await post('admin', '/api/people', {displayName: 'Eve', email: 'eve@x.test'});
    expect(again.body).toMatchObject({code: 'invalid', faults: [{pointer: '/email'}]});
  });

  it('are shut out at once, whatever sessions they have, and let in again', async () => {
    const client = await as('staff');
    expect((await client.get('/api/session')).status).toBe(200);
    const order = {name: 'Dashboard', scopes: ['cases:read'], days: 30};
    const {token} = (await client.post<{token: string}>('/api/session/tokens', order)).body;
    const byToken = async (): Promise<number> =>
      (await app.client().get('/api/session', {headers: {authorization: `Bearer ${token}`}})).status;
    expect(await byToken()).toBe(200);
    const access = (disabled: boolean): Promise<Answer> =>
      post('admin', `/api/people/${id('staff')}/access`, {disabled, reason: 'On leave.'});
    expect((await access(true)).status).toBe(204);
    expect((await client.get('/api/session')).status).toBe(401);
    expect((await app.client().signIn('staff@x.test', PASSWORD)).status).toBe(401);
    expect((await person('staff')).account).toBe('disabled');
    expect(await byToken()).toBe(401);
    expect((await access(false)).status).toBe(204);
    expect(await byToken()).toBe(401);
    delete clients.staff;
    expect((await (await as('staff')).get('/api/session')).status).toBe(200);
  });

  it('cannot shut themselves out', async () => {
    const answer = await post('admin', `/api/people/${id('admin')}/access`, {disabled: true, reason: 'x'});
    expect(answer.body).toMatchObject({code: 'action_not_allowed'});
  });
});

describe('a role', () => {
  it('counts once a second person agreed, and the chair is told before and after', async () => {
    const {status, body} = await propose('newcomer', 'member', committeeId);
    expect(status).toBe(201);
    expect((await person('newcomer')).roles).toEqual([]);
    expect(await notices('chair')).toEqual([{kind: 'roleProposed', caseId: null}]);
    expect((await decide('admin2', body.id)).status).toBe(204);
    expect((await person('newcomer')).roles).toEqual([{role: 'member', committeeId}]);
    expect((await notices('chair')).map(({kind}) => kind).sort()).toEqual(['roleGranted', 'roleProposed']);
    expect(await notices('chair2')).toEqual([]);
    const events = (await recorded()).filter(({on}) => on === id('newcomer')).slice(-3);
    expect(events).toEqual([
      {type: 'roleProposed', who: id('admin'), on: id('newcomer')},
      {type: 'roleAgreed', who: id('admin2'), on: id('newcomer')},
      {type: 'roleGranted', who: id('admin2'), on: id('newcomer')},
    ]);
  });

  it('is given neither by who proposed it nor by who is to have it', async () => {
    const {body} = await propose('admin2', 'coordinator');
    const refused = [await decide('admin', body.id), await decide('admin2', body.id)];
    expect(refused.map(({status}) => status)).toEqual([409, 409]);
    expect((await proposals('admin')).map(({mayDecide}) => mayDecide)).toEqual([false]);
    expect((await proposals('compliance')).map(({mayDecide}) => mayDecide)).toEqual([true]);
    expect((await decide('compliance', body.id, 'declined')).status).toBe(204);
    expect((await person('admin2')).roles.map(({role}) => role)).toEqual(['administrator']);
    expect((await decide('compliance', body.id)).status).toBe(404);
    const own = await post('admin', '/api/roles/proposals', {
      personId: id('admin'),
      role: 'coordinator',
      reason: 'I want to see.',
    });
    expect(own.body).toMatchObject({code: 'invalid', faults: [{pointer: '/personId'}]});
  });

  it('is refused by the database too when one person alone would give it', async () => {
    const {body} = await propose('staff', 'coordinator');
    const attempt = (column: 'proposed_by' | 'person_id'): Promise<unknown> =>
      app.database.asSuperuser(
        `UPDATE role_proposal SET decision = 'granted', decided_by = ${column}, decided_at = now() WHERE id = $1`,
        [body.id],
      );
    await expect(attempt('proposed_by')).rejects.toThrow(/check constraint/);
    await expect(attempt('person_id')).rejects.toThrow(/check constraint/);
    expect((await decide('admin2', body.id, 'declined')).status).toBe(204);
  });

  it('of a committee is its chairs’ business, and to others it is not there', async () => {
    const {body} = await propose('staff', 'reviewer', committeeId);
    expect((await proposals('chair')).map((one) => one.id)).toEqual([body.id]);
    for (const key of ['chair2', 'member', 'compliance', 'newcomer'] as const) {
      expect(await proposals(key)).toEqual([]);
      expect((await decide(key, body.id)).status).toBe(404);
    }
    expect((await decide('chair', body.id)).status).toBe(204);
  });

  it('is not proposed twice, nor when it is held, nor without its committee', async () => {
    const {body} = await propose('staff', 'compliance');
    const faulty = [
      await propose('staff', 'compliance'),
      await propose('chair', 'chair', committeeId),
      await propose('staff', 'chair'),
      await propose('staff', 'king'),
      await propose('staff', 'chair', organisationId),
    ];
    expect(faulty.map(({status}) => status)).toEqual([422, 422, 422, 422, 422]);
    expect((await decide('admin2', body.id, 'declined')).status).toBe(204);
  });

  it('is granted once when two agree at once', async () => {
    const {body} = await propose('member', 'coordinator', committeeId);
    const answers = await Promise.all([decide('admin2', body.id), decide('chair', body.id)]);
    expect(answers.map(({status}) => status).sort()).toEqual([204, 404]);
    const rows = await app.database.asSuperuser(
      `SELECT 1 FROM role_grant WHERE person_id = $1 AND role = 'coordinator'`,
      [id('member')],
    );
    expect(rows).toHaveLength(1);
  });

  it('is taken away by one, at once', async () => {
    const body = {personId: id('member'), role: 'coordinator', committeeId, reason: 'Moved.'};
    expect((await post('admin', '/api/roles/endings', body)).status).toBe(204);
    expect((await person('member')).roles).toEqual([{role: 'member', committeeId}]);
    expect((await post('admin', '/api/roles/endings', body)).status).toBe(404);
    expect(await notices('chair')).toContainEqual({kind: 'roleEnded', caseId: null});
  });

  it('of the last administrator stays', async () => {
    const end = (key: Key, whose: Key): Promise<Answer> =>
      post(key, '/api/roles/endings', {personId: id(whose), role: 'administrator', reason: 'x'});
    const shut = await post('admin', `/api/people/${id('admin2')}/access`, {disabled: true, reason: 'x'});
    expect(shut.status).toBe(204);
    expect((await end('admin', 'admin')).body).toMatchObject({code: 'action_not_allowed'});
    await post('admin', `/api/people/${id('admin2')}/access`, {disabled: false, reason: 'x'});
    expect((await end('admin', 'admin2')).status).toBe(204);
    expect((await end('admin', 'admin')).status).toBe(409);
  });
});

describe('a list of people', () => {
  interface Report {
    applied: boolean;
    lines: {line: number; what: string; changes: string[]}[];
    faults: {line: number; column: string | null}[];
  }
  const csv = [
    'name,email,physician,active',
    'Frieda,frieda@x.test,yes,',
    'staff,staff@x.test,no,no',
    'chair,chair@x.test,no,yes',
  ].join('\n');
  const importing = (text: string, apply?: boolean): Promise<Answer<Report>> =>
    post('admin', '/api/people/import', {csv: text, ...(apply !== undefined && {apply})});

  it('is only looked at unless it is to be applied', async () => {
    const before = await recorded();
    const {body} = await importing(csv);
    expect(body).toMatchObject({applied: false, faults: []});
    expect(body.lines.map(({line, what, changes}) => [line, what, changes])).toEqual([
      [2, 'create', []],
      [3, 'change', ['active']],
      [4, 'same', []],
    ]);
    expect(await recorded()).toEqual(before);
    expect((await person('staff')).account).toBe('active');
  });

  it('with a fault anywhere changes nothing', async () => {
    const {body} = await importing(`${csv}\nnobody,none,no,no`, true);
    expect(body).toMatchObject({applied: false, faults: [{line: 5, column: 'email'}]});
    expect((await person('staff')).account).toBe('active');
  });

  it('is applied whole, on record, and invites whoever is new', async () => {
    expect((await importing(csv, true)).body).toMatchObject({applied: true});
    expect((await person('staff')).account).toBe('disabled');
    const types = (await recorded()).slice(-4).map(({type}) => type);
    expect(types.sort()).toEqual(['linkOrdered', 'peopleImported', 'personChanged', 'personCreated']);
    expect((await importing(csv, true)).body.lines.map(({what}) => what)).toEqual(['same', 'same', 'same']);
  });

  it('does not shut its importer out', async () => {
    const answer = await importing('email,name,active\nadmin@x.test,admin,no', true);
    expect(answer.body).toMatchObject({code: 'action_not_allowed'});
  });
});
