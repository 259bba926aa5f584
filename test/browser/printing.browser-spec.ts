import {until} from '../support/until';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitorAs, settled} from './support/visitor';

describe('a page of a case that is printed', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  it('is on record as a print, with who, which case and what was shown', async () => {
    const {app, browser, walker} = house;
    const id = await walker.walkTo('screening');
    await walker.attach('coordinator', id, 'A note.');
    const {page} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    const prints = () =>
      app.database.asSuperuser<{event: string}>(
        `SELECT p.event FROM audit_payload p JOIN audit_event e USING (organisation_id, stream, number)
         WHERE e.kind = 'print' ORDER BY e.id`,
      );
    expect(await prints()).toEqual([]);
    const printed = async (path: string): Promise<unknown> => {
      const before = (await prints()).length;
      await page.goto(path);
      await settled(page);
      await page.pdf();
      await until('the record', async () => (await prints()).length > before);
      return JSON.parse((await prints()).at(-1)?.event ?? 'null');
    };
    const by = {who: walker.id('coordinator'), on: id};
    expect(await printed(`/cases/${id}`)).toMatchObject({
      ...by,
      type: 'casePrinted',
      details: {shown: expect.arrayContaining(['referral', 'chart']) as unknown},
    });
    // Of what does not stand on the page the record says nothing.
    expect(await printed(`/cases/${id}/chart`)).toMatchObject({
      ...by,
      type: 'chartPrinted',
      details: {shown: ['chart', 'patientIdentity']},
    });
  });
});
