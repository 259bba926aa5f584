import {join} from 'node:path';
import {defaultCharts} from '../../src/demo/chart-files';
import {demonstrationPeople} from '../../src/seed/demonstration-people';
import {PANEL, REVIEWERS} from '../support/walk';
import {fillIn} from './support/fill-in';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {aVisitor, settled, signInAs} from './support/visitor';
import type {Visitor} from './support/visitor';

/** Who does what on the way to closure; each in a browser of their own. */
const WAY: readonly (readonly [string, string])[] = [
  ['coordinator', 'startScreening'],
  ['coordinator', 'requestInput'],
  ['physician', 'giveInput'],
  ['coordinator', 'assignReviewers'],
  ['reviewer3', 'acceptAssignment'],
  ['reviewer4', 'acceptAssignment'],
  ['reviewer3', 'lockReview'],
  ['reviewer4', 'lockReview'],
  ['reviewer3', 'rateHarm'],
  ['reviewer4', 'rateHarm'],
  ['coordinator', 'convenePanel'],
  ['coordinator', 'recordAttendance'],
  ['chair', 'recordDetermination'],
  ['chair', 'sendFeedback'],
  ['physician', 'acknowledgeFeedback'],
  ['physician', 'respondToFeedback'],
  ['coordinator', 'endResponseWindow'],
  ['coordinator', 'closeCase'],
];

const nameOf = (key: string): string => demonstrationPeople.find((person) => person.key === key)?.name ?? key;

/** Six people and twenty-one pages: slow where other things run. */
const PATIENCE = 240_000;

describe('the whole life of a case in six browsers', () => {
  let house: House;
  const visitors = new Map<string, Visitor>();

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  const as = async (key: string): Promise<Visitor> => {
    const known = visitors.get(key);
    if (known) return known;
    const visitor = await aVisitor(house.browser, house.app.baseUrl);
    visitors.set(key, visitor);
    await signInAs(visitor, key);
    return visitor;
  };

  const prefer = ['physician', ...REVIEWERS, ...PANEL].map(nameOf);
  const text = (field: string): string => `What belongs into ${field}.`;

  async function refer(): Promise<void> {
    const {page} = await as('staff');
    await page.getByRole('link', {name: 'Refer a case'}).first().click();
    await page.getByRole('radio', {name: 'Clinical peer review'}).check();
    await fillIn(page, {prefer: [nameOf('physician')], text});
    await page.getByRole('button', {name: 'Send'}).click();
    await page.getByText('Thank you. It has arrived.').waitFor();
  }

  async function attach(path: string): Promise<void> {
    const {page} = await as('coordinator');
    await page.goto(`${path}/actions/attachChart`);
    const [chart] = defaultCharts(join(__dirname, '..', '..'), '2026-03-01');
    if (!chart) throw new Error('there is no chart');
    const {name, type: mimeType, content} = chart;
    await page.locator('input[type=file]').setInputFiles({name, mimeType, buffer: Buffer.from(content)});
    await page.getByRole('button', {name: 'Attach the chart'}).click();
    await page.getByText('It is attached.').waitFor();
  }

  async function act(key: string, path: string, type: string): Promise<void> {
    const {page} = await as(key);
    await page.goto(`${path}/actions/${type}`);
    await settled(page);
    const submit = page.locator('main form button[type=submit]');
    await submit.waitFor();
    await fillIn(page, {prefer, text});
    await submit.click();
    const ask = page.getByRole('dialog');
    await Promise.race([ask.waitFor(), page.getByText(/^Done: /).waitFor()]);
    if (await ask.isVisible()) await ask.getByRole('button').last().click();
    await page.getByText(/^Done: /).waitFor();
  }

  it(
    'goes from a nurse’s referral to closure by what is seen and clicked alone',
    async () => {
      await refer();
      const office = await as('coordinator');
      await office.page.goto('/');
      await office.page.getByRole('list', {name: 'Your turn'}).getByRole('link').first().click();
      await office.page.waitForURL(/\/cases\/[0-9a-f-]+$/);
      const path = new URL(office.page.url()).pathname;
      await attach(path);
      for (const [key, type] of WAY) {
        await act(key, path, type);
        house.app.clock.advance({minutes: 1});
      }
      await office.page.goto(path);
      await office.page.getByText('Closed', {exact: true}).first().waitFor();
      const nurse = await as('staff');
      await nurse.page.goto('/referrals');
      await nurse.page.getByText('Closed, with thanks').waitFor();
      expect(visitors.size).toBe(6);
      expect(
        [...visitors].flatMap(([key, {complaints}]) => complaints.map((one) => `${key}: ${one}`)),
      ).toEqual([]);
    },
    PATIENCE,
  );
});
