import {accessibilityFaults, keptByBrowser, overflow} from './support/audits';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aListOfReferrals} from './support/referral-file';
import {aVisitorAs} from './support/visitor';

describe('a list of referrals', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  it('is looked at, mended where it is wrong, referred, and chosen again without harm', async () => {
    const {page, complaints} = await aVisitorAs(house.browser, house.app.baseUrl, 'coordinator');
    await page.goto('/cases');
    await page.getByRole('link', {name: 'Import referrals'}).click();
    await page.getByRole('heading', {level: 1, name: 'Import referrals'}).waitFor();
    const file = page.locator('input[type=file]');

    await file.setInputFiles(aListOfReferrals('Dr Nobody'));
    const wrong = page.getByRole('alert');
    await wrong.waitFor();
    expect(await wrong.innerText()).toMatch(/Nothing was referred[^]*Line 2, focusPhysician: [^]*Line 3/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({width: 360, height: 900});
    expect(await overflow(page)).toBeNull();

    await file.setInputFiles(aListOfReferrals('physician@demo.test'));
    await page.getByText('This is what would be referred:').waitFor();
    expect(await wrong.count()).toBe(0);
    const rows = page.getByRole('group', {name: 'Rows of the file'}).getByRole('row');
    expect(await rows.count()).toBe(3);
    expect(await rows.nth(2).innerText()).toContain('Think it over: names a colleague');
    expect(await rows.nth(1).innerText()).not.toContain('Think it over');
    await page.getByRole('button', {name: 'Refer these 2 cases'}).click();
    await page.getByText('All rows are referred.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await keptByBrowser(page)).not.toContain('Sample 4411');

    await file.setInputFiles(aListOfReferrals('physician@demo.test'));
    await page.getByText('All of these were referred before.').waitFor();
    expect(await page.getByRole('button', {name: /^Refer/}).count()).toBe(0);
    await rows.nth(1).getByRole('link', {name: 'open'}).click();
    await page.getByText('Unplanned return to theatre on the second day.').waitFor();
    expect(complaints).toEqual([]);
  });
});
