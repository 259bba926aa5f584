import {PASSWORD} from '../../src/seed/demonstration-people';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitorAs, settled} from './support/visitor';

describe('a de-identified copy', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  it('asks for the password over the page when it was given long ago, and is then kept as a file', async () => {
    const {app, browser, walker} = house;
    const id = await walker.walkTo('closed');
    const {page} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    await page.goto(`/cases/${id}`);
    await settled(page);
    app.clock.advance({minutes: 15});
    await page.getByRole('button', {name: 'De-identified copy as PDF'}).click();
    await page.getByRole('menuitem', {name: 'For teaching'}).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByLabel('Password', {exact: true}).fill(PASSWORD);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      dialogue.getByLabel('Password', {exact: true}).press('Enter'),
    ]);
    expect(file.suggestedFilename()).toBe('de-identified-case.pdf');
  });
});
