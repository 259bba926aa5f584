import type {Page} from 'playwright-core';
import {until} from '../support/until';
import {accessibilityFaults, keptByBrowser, overflow} from './support/audits';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitorAs, settled} from './support/visitor';

const KEY = 'reviewer3';
const REVIEW = {
  systemFactors: ['none'],
  overallCare: {rating: 'appropriate'},
  documentation: {rating: 'appropriate'},
};

describe('a draft', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  const aForm = async (): Promise<{id: string; path: string}> => {
    const id = await house.walker.walkTo('inReview');
    return {id, path: `/cases/${id}/actions/lockReview`};
  };
  const field = (page: Page) => page.locator('main form textarea').last();
  const saved = (page: Page) => page.getByText(/^Draft saved /);

  /** What lies on the server, as text. */
  const kept = async (id: string): Promise<string> => {
    const client = await house.walker.as(KEY);
    return JSON.stringify((await client.get(`/api/cases/${id}/drafts/lockReview`)).body);
  };

  /** Everything that outlives the page in its browser. */
  const stored = async (page: Page): Promise<string> => {
    const databases = await page.evaluate<string>('indexedDB.databases().then((all) => JSON.stringify(all))');
    const caches = await page.evaluate<string>('caches.keys().then((all) => JSON.stringify(all))');
    expect([databases, caches]).toEqual(['[]', '[]']);
    return keptByBrowser(page);
  };

  it('outlives a lost connection in the page alone, says so, and is saved by itself once it is back', async () => {
    const {id, path} = await aForm();
    const {page, context} = await aVisitorAs(house.browser, house.app.baseUrl, KEY);
    await page.goto(path);
    await settled(page);
    await field(page).fill('before the tunnel');
    await saved(page).waitFor();
    await context.setOffline(true);
    await field(page).fill('written in the tunnel');
    const banner = page.getByText('What you write is not saved yet.');
    await banner.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({width: 360, height: 800});
    expect(await overflow(page)).toBeNull();
    await page.setViewportSize({width: 1440, height: 900});
    expect(await stored(page)).not.toContain('tunnel');
    expect(await kept(id)).not.toContain('written in the tunnel');

    // Leaving is asked about, within the page and by the browser.
    await page.getByRole('link', {name: 'Home'}).click();
    const ask = page.getByRole('dialog', {name: 'Leave without saving?'});
    await ask.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await ask.getByRole('button', {name: 'Not yet'}).click();
    const asked = page.waitForEvent('dialog');
    await page.close({runBeforeUnload: true});
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();

    await context.setOffline(false);
    await saved(page).waitFor();
    expect(await kept(id)).toContain('written in the tunnel');
    await banner.waitFor({state: 'hidden'});
    expect(await stored(page)).not.toContain('tunnel');
    await context.close();
  });

  it('is written over by an older one of another window only when its writer says so', async () => {
    const {id, path} = await aForm();
    const {page: first, context} = await aVisitorAs(house.browser, house.app.baseUrl, KEY);
    const second = await context.newPage();
    for (const page of [first, second]) {
      await page.goto(path);
      await settled(page);
    }
    await field(first).fill('the newer one');
    await saved(first).waitFor();
    await field(second).fill('the older one');
    const choice = second.getByText('There is a newer draft of yours.');
    await choice.waitFor();
    expect(await kept(id)).toContain('the newer one');
    expect(await accessibilityFaults(second)).toEqual([]);
    await second.setViewportSize({width: 360, height: 800});
    expect(await overflow(second)).toBeNull();

    await second.getByRole('button', {name: 'Look at the other one'}).click();
    const dialogue = second.getByRole('dialog', {name: 'The other draft'});
    await dialogue.getByText('the newer one').waitFor();
    expect(await accessibilityFaults(second)).toEqual([]);
    await dialogue.getByRole('button', {name: 'Take the other one'}).click();
    await choice.waitFor({state: 'hidden'});
    expect(await field(second).inputValue()).toBe('the newer one');

    await field(second).fill('from there on');
    await until('the draft of the second window', async () => (await kept(id)).includes('from there on'));
    await field(first).fill('and yet this');
    await first.getByRole('button', {name: 'Keep this one'}).click();
    await until('the draft that was chosen', async () => (await kept(id)).includes('and yet this'));
    await saved(first).waitFor();
    await context.close();
  });

  it('that is older is not locked in the place of a newer one which nobody looked at', async () => {
    const {id, path} = await aForm();
    const client = await house.walker.as(KEY);
    const save = (summary: string) =>
      client.send('PUT', `/api/cases/${id}/drafts/lockReview`, {body: {data: {...REVIEW, summary}}});
    await save('the older one');
    const {page, context} = await aVisitorAs(house.browser, house.app.baseUrl, KEY);
    await page.goto(path);
    await settled(page);
    await save('the newer one');
    await page.locator('main form button[type=submit]').click();
    await page.getByRole('dialog').getByRole('button').last().click();
    await page.getByText('Choose which of the two to keep, then try again.').waitFor();
    expect(await kept(id)).toContain('the newer one');
    await page.getByRole('button', {name: 'Take the other one'}).click();
    await page.locator('main form button[type=submit]').click();
    await page.getByRole('dialog').getByRole('button').last().click();
    await page.getByText(/^Done: /).waitFor();
    expect(JSON.stringify((await house.walker.see(KEY, id)).content)).toContain('the newer one');
    await context.close();
  });
});
