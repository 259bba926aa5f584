import {accessibilityFaults, keptByBrowser, overflow} from './support/audits';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitorAs, settled} from './support/visitor';

describe('views of the list of cases', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
    await house.walker.walkTo('screening');
  });
  afterAll(() => house.close());

  it('are saved, shown again on another machine, renamed and deleted, and leave no name in the browser', async () => {
    const {browser, app} = house;
    const {page, context} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    await page.goto('/cases');
    await settled(page);
    await page.getByLabel('Programme').selectOption({label: 'Clinical peer review'});
    await page.getByLabel('Stage').selectOption({label: 'Screening'});
    await page.getByText('Board', {exact: true}).click();
    await page.getByRole('button', {name: 'Save this view'}).click();
    const dialogue = page.getByRole('dialog', {name: 'Save this view'});
    await dialogue.getByLabel('Name').fill('My morning');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialogue.getByRole('button', {name: 'Save'}).click();
    await dialogue.waitFor({state: 'hidden'});
    const views = page.getByLabel('Saved view', {exact: true});
    await settled(page);
    expect(await views.locator('option:checked').textContent()).toBe('My morning');
    for (const width of [360, 1440]) {
      await page.setViewportSize({width, height: 900});
      expect(await overflow(page)).toBeNull();
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await keptByBrowser(page)).not.toContain('morning');
    await page.getByRole('button', {name: 'Rename'}).click();
    const rename = page.getByRole('dialog', {name: 'Rename this view'});
    await rename.getByLabel('Name').fill('My evening');
    await rename.getByRole('button', {name: 'Rename'}).click();
    await rename.waitFor({state: 'hidden'});
    await context.close();

    const elsewhere = (await aVisitorAs(browser, app.baseUrl, 'coordinator')).page;
    await elsewhere.goto('/cases');
    await settled(elsewhere);
    await elsewhere.getByLabel('Saved view', {exact: true}).selectOption({label: 'My evening'});
    await elsewhere.waitForURL(/view=board/);
    expect(new URL(elsewhere.url()).search).toBe('?programme=peer-review&state=open.screening&view=board');
    await settled(elsewhere);
    await elsewhere.getByRole('heading', {level: 3, name: 'Screening'}).waitFor();
    await elsewhere.getByRole('button', {name: 'Delete'}).click();
    await elsewhere.getByRole('dialog').getByRole('button', {name: 'Delete'}).click();
    await elsewhere.getByRole('button', {name: 'Save this view'}).waitFor();
    await elsewhere.getByLabel('Saved view', {exact: true}).waitFor({state: 'detached'});
    await elsewhere.context().close();
  });
});
