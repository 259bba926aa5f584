import type {Browser, Page} from 'playwright-core';
import {PASSWORD} from '../../src/seed/demonstration-people';
import type {TestApp} from '../support/app';
import type {Walker} from '../support/walk';
import {accessibilityFaults} from './support/audits';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitor, aVisitorAs, settled, signInAs} from './support/visitor';

describe('signing in', () => {
  let house: House;
  let app: TestApp;
  let walker: Walker;
  let browser: Browser;

  beforeAll(async () => {
    house = await aHouse();
    ({app, walker, browser} = house);
  });
  afterAll(() => house.close());

  const tabTo = async (page: Page, name: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate<string>(
        '(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()',
      );
      if (focused.startsWith(name)) return;
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };

  it('says what is wrong with a wrong password, and leads to where one wanted to go with the right one', async () => {
    const {page} = await aVisitor(browser, app.baseUrl);
    await page.goto('/referrals');
    await page.getByLabel('E-mail address').fill('staff@demo.test');
    await page.getByLabel('Password', {exact: true}).fill('wrong');
    await page.getByRole('button', {name: 'Sign in'}).click();
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    await page.getByLabel('Password', {exact: true}).fill(PASSWORD);
    await page.getByRole('button', {name: 'Sign in'}).click();
    await page.getByRole('heading', {level: 1, name: 'My referrals'}).waitFor();
    await page.reload();
    await page.getByRole('heading', {level: 1, name: 'My referrals'}).waitFor();
    expect(page.url()).toBe(`${app.baseUrl}/referrals`);
  });

  it('needs no mouse, to sign in, to go past the navigation, and to act on a case', async () => {
    const id = await walker.walkTo('screening');
    const {page} = await aVisitor(browser, app.baseUrl);
    await page.goto('/');
    await tabTo(page, 'E-mail address');
    await page.keyboard.type('coordinator@demo.test');
    await tabTo(page, 'Password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {level: 1, name: /^Good day/}).waitFor();
    await page.reload();
    await settled(page);
    await tabTo(page, 'Skip to the page');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Review it and ask the physician for input');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${id}/actions/requestInput`);
    await tabTo(page, 'A question about care');
    await page.keyboard.press('Space');
    await tabTo(page, 'Review it and ask the physician for input');
    await page.keyboard.press('Enter');
    await page.getByText('Done: Review it and ask the physician for input').waitFor();
  });

  it('is asked for over the page when it has ended, and what was entered is then sent', async () => {
    const id = await walker.walkTo('awaitingInput');
    const {page} = await aVisitorAs(browser, app.baseUrl, 'physician');
    await page.goto(`/cases/${id}/actions/giveInput`);
    await page.getByLabel('Your account').fill('It was a long night.');
    app.clock.advance({hours: 2});
    const dialogue = page.getByRole('dialog', {name: 'Sign in again'});
    await page.locator('main form button[type=submit]').click();
    await dialogue.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialogue.getByLabel('Password', {exact: true}).fill(PASSWORD);
    await dialogue.getByRole('button', {name: 'Sign in'}).click();
    await dialogue.waitFor({state: 'hidden'});
    const ask = page.getByRole('dialog');
    await Promise.race([ask.waitFor(), page.getByText(/^Done: /).waitFor()]);
    if (await ask.isVisible()) await ask.getByRole('button').last().click();
    await page.getByText(/^Done: /).waitFor();
    await page.getByText('It was a long night.').waitFor();
  });

  it('is over once one has signed out, for the way back too', async () => {
    const visitor = await aVisitor(browser, app.baseUrl);
    await signInAs(visitor, 'coordinator');
    const {page} = visitor;
    await page.getByRole('button', {name: 'Sign out'}).click();
    await page.getByRole('heading', {level: 1, name: 'Sign in'}).waitFor();
    await page.goBack();
    await page.getByRole('heading', {level: 1, name: 'Sign in'}).waitFor();
  });
});
