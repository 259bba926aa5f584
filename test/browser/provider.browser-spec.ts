import {TestProvider} from '../support/identity-provider';
import {accessibilityFaults} from './support/audits';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitor} from './support/visitor';

describe('the identity provider', () => {
  const provider = new TestProvider();
  let house: House;
  /** Where a demonstration is at home. */
  let site: string;

  beforeAll(async () => {
    // The library says at length what it would have otherwise in earnest.
    for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
    await provider.listen();
    const settings = {...provider.settings, label: 'Hospital account', organisation: null, secondFactor: []};
    house = await aHouse({singleSignOn: settings});
    site = house.app.baseUrl.replace('127.0.0.1', 'localhost');
    await provider.serve(site);
    // The provider's times are true ones.
    house.app.clock.set(new Date());
  });
  afterAll(async () => {
    await house.close();
    await provider.stop();
    jest.restoreAllMocks();
  });

  const button = {name: 'Sign in with Hospital account'};

  it('signs in whoever it vouches for', async () => {
    provider.account = {sub: 'one', email: 'staff@demo.test', email_verified: true};
    const {page, complaints} = await aVisitor(house.browser, site);
    await page.goto('/');
    await page.getByRole('button', button).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', button).click();
    await page.getByRole('heading', {level: 1, name: /^Good day/}).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says so when it vouches for somebody who is not entered here, and leaves the password', async () => {
    provider.account = {sub: 'two', email: 'nobody@demo.test', email_verified: true};
    const {page} = await aVisitor(house.browser, site);
    await page.goto('/');
    await page.getByRole('button', button).click();
    await page.getByText(/^You were not signed in by the identity provider/).waitFor();
    await page.getByLabel('Password', {exact: true}).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
