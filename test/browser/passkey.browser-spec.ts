import type {Page} from 'playwright-core';
import {PASSWORD} from '../../src/seed/demonstration-people';
import {accessibilityFaults} from './support/audits';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitor} from './support/visitor';

describe('a passkey', () => {
  let house: House;
  let page: Page;

  beforeAll(async () => {
    house = await aHouse();
    // Passkeys belong to a name, never to a bare address.
    ({page} = await aVisitor(house.browser, house.app.baseUrl.replace('127.0.0.1', 'localhost')));
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  });
  afterAll(() => house.close());

  async function givePassword(): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill('coordinator@demo.test');
    await page.getByLabel('Password', {exact: true}).fill(PASSWORD);
    await page.getByRole('button', {name: 'Sign in'}).click();
  }

  const home = () => page.getByRole('heading', {level: 1, name: /^Good day/}).waitFor();

  it('is set up instead of an authenticator, and the recovery codes are shown once', async () => {
    await givePassword();
    await home();
    await page.goto('/account');
    await page.getByRole('button', {name: 'Add a second factor'}).click();
    await page.getByRole('button', {name: 'Use a passkey instead'}).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Name of the device').fill('Office computer');
    await page.getByRole('button', {name: 'Make a passkey'}).click();
    await page.getByText('Your passkey is set up.').waitFor();
    expect(await page.getByLabel('Recovery codes').locator('li').count()).toBe(10);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', {name: 'I have kept them'}).click();
    await page.getByText('Office computer').waitFor();
    await page.getByText(/^Passkey, since /).waitFor();
  });

  it('is then the second factor of a sign-in, without a code', async () => {
    await page.getByRole('button', {name: 'Sign out'}).first().click();
    await page.getByRole('heading', {level: 1, name: 'Sign in'}).waitFor();
    await givePassword();
    await page.getByRole('button', {name: 'Use a passkey'}).click();
    await home();
  });

  it('is given again, beside the password, to take it away', async () => {
    await page.goto('/account');
    await page.getByText('Office computer').waitFor();
    house.app.clock.advance({minutes: 11});
    await page.getByRole('button', {name: 'Take away'}).click();
    await page.getByRole('button', {name: 'Take it away'}).click();
    const dialogue = page.getByRole('dialog', {name: 'Confirm that it is you'});
    await dialogue.getByText('This changes how you sign in').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialogue.getByLabel('Password', {exact: true}).fill(PASSWORD);
    await dialogue.getByRole('button', {name: 'Sign in'}).click();
    await dialogue.getByRole('button', {name: 'Use a passkey'}).click();
    await page.getByText('Office computer').waitFor({state: 'detached'});
  });
});
