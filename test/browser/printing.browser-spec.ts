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
    const {page} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    await page.goto(`/cases/${id}`);
    await settled(page);
    const prints = () =>
      app.database.asSuperuser<{event: string}>(
        `SELECT p.event FROM audit_payload p JOIN audit_event e USING (organisation_id, stream, number)
         WHERE e.kind = 'print'`,
      );
    expect(await prints()).toEqual([]);
    await page.pdf();
    await until('the record', async () => (await prints()).length > 0);
    expect((await prints()).map(({event}) => JSON.parse(event) as object)).toMatchObject([
      {
        type: 'casePrinted',
        who: walker.id('coordinator'),
        on: id,
        details: {shown: expect.arrayContaining(['referral', 'patientIdentity']) as unknown},
      },
    ]);
  });
});
