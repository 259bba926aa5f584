import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {Walker} from '../../support/walk';

interface Draft {
  readonly version: string;
  readonly data: unknown;
  readonly code?: string;
}

let app: TestApp;
let walker: Walker;
let path: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  path = `/api/cases/${await walker.walkTo('inReview')}/drafts/lockReview`;
});

afterAll(() => app.close());

const save = async (summary: string, headers: Record<string, string> = {}): Promise<Answer<Draft>> =>
  (await walker.as('reviewer3')).send<Draft>('PUT', path, {body: {data: {summary}}, headers});

const kept = async (): Promise<Draft> => (await (await walker.as('reviewer3')).get<Draft>(path)).body;

const STALE = {status: 409, body: {code: 'stale'}};

describe('a draft that is not there', () => {
  it('is told as none, and asking for it is no refusal', async () => {
    const refusals = async (): Promise<number> => {
      const [row] = await app.database.asSuperuser<{count: number}>(
        `SELECT count(*)::int AS count FROM audit_event WHERE kind = 'refusal'`,
      );
      return row?.count ?? -1;
    };
    const before = await refusals();
    expect(await (await walker.as('reviewer3')).get(path)).toMatchObject({status: 204});
    expect(await refusals()).toBe(before);
    expect((await (await walker.as('reviewer6')).get(path)).status).toBe(404);
    expect(await refusals()).toBe(before + 1);
  });
});

describe('a draft that two pages of one person write', () => {
  it('is written over only by whoever saw it last, or does not ask', async () => {
    expect(await save('from nothing', {'if-match': '"0123456789abcdef012345"'})).toMatchObject(STALE);
    const first = await save('first', {'if-none-match': '*'});
    expect([first.status, (await kept()).version]).toEqual([200, first.body.version]);
    expect(await save('unseen', {'if-none-match': '*'})).toMatchObject(STALE);
    const second = await save('second', {'if-match': `"${first.body.version}"`});
    expect(second.body.version).not.toBe(first.body.version);
    expect(await save('older', {'if-match': `"${first.body.version}"`})).toMatchObject(STALE);
    expect(await save('nonsense', {'if-match': 'nonsense'})).toMatchObject(STALE);
    expect(await kept()).toMatchObject({version: second.body.version, data: {summary: 'second'}});
    expect((await save('whatever')).status).toBe(200);
  });

  it('is one of the two when both are saved at once, and the other is told', async () => {
    for (let time = 0; time < 5; time += 1) {
      const {version} = await kept();
      const answers = await Promise.all(
        ['here', 'there'].map((where) => save(`${where} ${time}`, {'if-match': `"${version}"`})),
      );
      expect(answers.map(({status}) => status).sort()).toEqual([200, 409]);
      const taken = answers.find(({status}) => status === 200);
      expect((await kept()).version).toBe(taken?.body.version);
    }
  });
});
