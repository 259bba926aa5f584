import type {Page} from 'playwright-core';
import {attestEverybody} from '../support/attested';
import {until} from '../support/until';
import {forgetAttestation} from './support/furnish';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitorAs, settled} from './support/visitor';

describe('a page that is open', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  const open = async (key: string, path: string): Promise<Page> => {
    const {page} = await aVisitorAs(house.browser, house.app.baseUrl, key);
    const live = page.waitForResponse('**/api/live');
    await page.goto(path);
    await live;
    await settled(page);
    return page;
  };

  /** When the session was last used, by the server's clock. */
  const usedAt = async (key: string): Promise<number> => {
    const [row] = await house.app.database.asSuperuser<{at: Date}>(
      'SELECT max(seen_at) AS at FROM session WHERE person_id = $1 AND ended_at IS NULL',
      [house.walker.id(key)],
    );
    return row?.at.getTime() ?? 0;
  };

  it('shows what another does in another browser, and that keeps no sign-in alive', async () => {
    const id = await house.walker.walkTo('screening');
    const [coordinator, physician] = [
      await open('coordinator', `/cases/${id}`),
      await open('physician', '/'),
    ];
    await physician.getByText('Nothing waits for you.').waitFor();
    const used = await usedAt('physician');
    house.app.clock.advance({minutes: 5});
    await coordinator.getByRole('link', {name: 'Review it and ask the physician for input'}).click();
    await coordinator.getByLabel('A question about care').check();
    await coordinator.locator('main form button[type=submit]').click();
    await coordinator.getByText(/^Done: /).waitFor();

    await physician.getByRole('list', {name: 'Your turn'}).getByRole('link').first().waitFor();
    await settled(physician);
    expect(await usedAt('physician')).toBe(used);
    // Whoever then does something there is there.
    await physician.getByRole('list', {name: 'Your turn'}).getByRole('link').first().click();
    await physician.getByRole('heading', {name: 'What was done'}).waitFor();
    expect(await usedAt('physician')).toBe(house.app.clock.now().getTime());
  });

  it('keeps what somebody has begun to write when the case moves on under it', async () => {
    const id = await house.walker.walkTo('screening');
    const page = await open('coordinator', `/cases/${id}/actions/requestInput`);
    await page.getByLabel('A question about care').check();
    await house.walker.do('coordinatingphysician', id, 'requestInput');
    await page.getByText('This cannot be done now.').waitFor();
    expect(await page.getByLabel('A question about care').isChecked()).toBe(true);
  });

  it('says quietly that it may be old when it has not heard of the server for long, and catches up by itself', async () => {
    const id = await house.walker.walkTo('screening');
    const page = await open('coordinator', `/cases/${id}`);
    const quiet = page.getByText('so what stands here may be old');
    await page.clock.install();
    const passed = (what: string, done: () => Promise<boolean>) =>
      until(what, async () => {
        await page.clock.fastForward(31_000);
        return done();
      });
    await forgetAttestation(house, 'coordinator');
    await passed('the page to notice', () => quiet.isVisible());
    await house.walker.do('coordinatingphysician', id, 'requestInput');
    await attestEverybody(house.app.database);
    await passed('the page to hear again', async () => !(await quiet.isVisible()));
    await page.getByRole('heading', {level: 1}).getByText('Awaiting').waitFor();
  });
});
