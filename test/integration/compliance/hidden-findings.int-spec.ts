import {SeekNightly} from '../../../src/compliance';
import {OutboxRunner} from '../../../src/jobs';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import type {SeenPage} from '../../support/desk';
import {Walker} from '../../support/walk';

interface Shown {
  readonly id: string;
  readonly rule: string;
  readonly who: {readonly id: string};
  readonly since: string;
  readonly until: string;
  readonly evidence: {readonly count: number; readonly leaves: readonly number[]};
}

let app: TestApp;
let walker: Walker;

/** The reviewed physician of one case, who is of compliance as well. */
const PARTY = 'physician';

const look = async (key: string, caseId: string, times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1) {
    app.clock.advance({minutes: 1});
    await walker.look(key, caseId);
  }
};

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  const {organisationId} = walker.hospital;
  await grant(app, {organisationId, personId: walker.id(PARTY), role: 'compliance'});
  const own = await walker.walkTo('inReview');
  const other = (await walker.refer('staff', {focusPhysician: walker.id('physician2')})).id;
  // Monday noon in Vienna; from half past ten in the evening on all looks are after hours.
  app.clock.set(new Date('2026-03-02T11:00:00Z'));
  await app.app.get(SeekNightly).schedule();
  app.clock.set(new Date('2026-03-02T21:30:00Z'));
  await look('chair', own, 5);
  await look('coordinator', own, 3);
  await look('coordinator', other, 6);
  await catchUp(app);
  app.clock.set(new Date('2026-03-03T02:00:30Z'));
  await app.app.get(OutboxRunner).runDue();
});

afterAll(() => app.close());

const listed = async (key: string): Promise<Shown[]> =>
  (await (await walker.as(key)).get<{items: Shown[]}>('/api/audit/findings?state=open')).body.items;

const told = async (key: string): Promise<number> => {
  const client = await walker.as(key);
  const {body} = await client.get<{items: {kind: string}[]}>('/api/inbox?limit=100');
  return body.items.filter(({kind}) => kind === 'unusualAccessFound').length;
};

const counts = (found: readonly Shown[]): string[] =>
  found.map(({who, evidence}) => `${who.id} ${evidence.count} ${evidence.leaves.length}`).sort();

describe('a finding of unusual access, to a party of a case that it tells of,', () => {
  it('is counted again over what the log’s search shows them, and is none where too little is left', async () => {
    const [chair, coordinator] = [walker.id('chair'), walker.id('coordinator')];
    expect(counts(await listed('compliance'))).toEqual([`${chair} 5 5`, `${coordinator} 9 9`].sort());
    const seen = await listed(PARTY);
    expect(counts(seen)).toEqual([`${coordinator} 6 6`]);
    expect(seen[0]).toMatchObject({since: '2026-03-02T21:39:00.000Z', until: '2026-03-02T21:44:00.000Z'});
  });

  it('cannot be changed where it is hidden, as if it were absent', async () => {
    const found = await listed('compliance');
    const hidden = found.find(({who}) => who.id === walker.id('chair'))?.id ?? '';
    const change = async (key: string, id: string) =>
      (await walker.as(key)).post(`/api/audit/findings/${id}/state`, {state: 'open', reason: 'To be asked.'});
    const absent = await change(PARTY, '11111111-1111-4111-8111-111111111111');
    expect(absent.status).toBe(404);
    expect(await change(PARTY, hidden)).toMatchObject({status: 404, body: absent.body});
    expect(await change('compliance', hidden)).toMatchObject({status: 204});
  });

  it('is named to them by nothing in the log that says what became of it', async () => {
    const found = await listed('compliance2');
    const [hidden = '', seen = ''] = ['chair', 'coordinator'].map(
      (key) => found.find(({who}) => who.id === walker.id(key))?.id,
    );
    for (const id of [hidden, seen, hidden])
      await (
        await walker.as('compliance')
      ).post(`/api/audit/findings/${id}/state`, {state: 'open', reason: 'To be asked again.'});
    await catchUp(app);
    const named = async (key: string): Promise<Set<string | null | undefined>> => {
      const client = await walker.as(key);
      const ids = new Set<string | null | undefined>();
      for (let cursor: string | null = ''; cursor !== null;) {
        const path: string = `/api/audit/events?type=findingChanged&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const page: SeenPage = (await client.get<SeenPage>(path)).body;
        for (const {event} of page.items) ids.add(event?.on);
        cursor = page.next;
      }
      return ids;
    };
    expect(await named('compliance')).toEqual(new Set([hidden, seen]));
    expect(await named('compliance2')).toEqual(new Set([hidden, seen]));
    expect(await named(PARTY)).toEqual(new Set([seen]));
  });

  it('brings a notice to those alone who will see it', async () => {
    expect([await told('compliance'), await told(PARTY)]).toEqual([1, 1]);
    const own = (await walker.refer('staff')).id;
    app.clock.set(new Date('2026-03-03T21:30:00Z'));
    await look('chair', own, 5);
    await look('coordinator', own, 5);
    await catchUp(app);
    app.clock.set(new Date('2026-03-04T02:00:30Z'));
    await app.app.get(OutboxRunner).runDue();
    expect([await told('compliance'), await told(PARTY)]).toEqual([2, 1]);
  });
});
