import {accessibilityFaults} from './support/audits';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitorAs} from './support/visitor';

describe('referring', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  it('warns of a colleague’s name in the text before anything is sent, and of none where there is none', async () => {
    const {page, complaints} = await aVisitorAs(house.browser, house.app.baseUrl, 'staff');
    await page.goto('/refer?programme=case-conference');
    const text = page.getByLabel('What happened');
    const warning = page.getByText(/^Think it over: /);
    await text.fill('Dr Daniel Whitcombe came late.');
    await warning.waitFor();
    expect(await warning.textContent()).toContain('names a colleague');
    expect(await accessibilityFaults(page)).toEqual([]);
    await text.fill('Help came late.');
    await warning.waitFor({state: 'hidden'});
    expect(complaints).toEqual([]);
  });
});
