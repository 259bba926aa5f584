import type {Page} from 'playwright-core';
import {crawl, found} from '../support/crawl';
import {accessibilityFaults, keptByBrowser, overflow, shownBy} from './support/audits';
import {aCaseAt, forgetAttestation, furnish} from './support/furnish';
import {aHouse} from './support/house';
import {aListOfReferrals} from './support/referral-file';
import type {House} from './support/house';
import {picture} from './support/picture';
import {aVisitor, aVisitorAs, redrawn, settled} from './support/visitor';
import type {Visitor} from './support/visitor';

/** A narrow page has the same colours as a wide one, and a wide one the same parts. */
const LOOKS = [
  {width: 1440, colorScheme: 'light'},
  {width: 360, colorScheme: 'dark'},
] as const;

/** Whose pages are looked at, and which case or person each opens. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  staff: ['/', '/refer', '/referrals', '/account', '/cases/@screening'],
  coordinator: [
    '/',
    '/cases',
    '/cases?view=board',
    '/cases/import',
    '/cases/@screening',
    '/cases/@screening/actions/requestInput',
    '/cases/@screening/actions/attachChart',
    '/cases/@screening/chart',
    '/mail',
  ],
  reviewer3: [
    '/',
    '/cases/@inReview',
    '/cases/@inReview/actions/lockReview',
    '/cases/@inReview/chart',
    '/cases/@inReview/chart?chart=labs',
  ],
  chair: ['/', '/cases/@panelDecision'],
  physician: ['/', '/cases/@responseWindow', '/cases/@responseWindow/actions/respondToFeedback'],
  compliance: [
    '/',
    '/cases/@panelDecision',
    '/log',
    '/log/cases/@panelDecision',
    '/log/people/@coordinator',
    '/findings',
    '/exports',
    '/log/verification',
  ],
  admin: [
    '/',
    '/people',
    '/people/new',
    '/people/import',
    '/people/@reviewer3',
    '/programmes',
    '/sign-in-rules',
    '/health',
  ],
  unsigned: ['/'],
};

/** What is opened on a page before it is looked at. */
const OPENED: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  '/log': async (page) => {
    await page.getByRole('button', {name: 'More', exact: true}).first().click();
  },
  '/cases/@inReview/chart?chart=labs': async (page) => {
    await page.locator('details summary').first().click();
  },
  '/cases/import': async (page) => {
    await page.getByText('What the file holds').click();
    await page.locator('input[type=file]').setInputFiles(aListOfReferrals('physician@demo.test'));
    await page.getByText('This is what would be referred:').waitFor();
  },
  '/people/import': async (page) => {
    const buffer = Buffer.from('email,name\nnew@demo.test,Newcomer\nstaff@demo.test,Another name\n');
    await page.locator('input[type=file]').setInputFiles({name: 'people.csv', mimeType: 'text/csv', buffer});
    await page.getByText('This is what would happen:').waitFor();
  },
  '/people/@reviewer3': async (page) => {
    await page.getByRole('button', {name: 'End', exact: true}).first().click();
  },
  '/log/verification': async (page) => {
    await page.getByText(/^Checked /).waitFor();
    expect(await page.locator('main').innerText()).toContain('The log is whole');
  },
};

/** Who has not signed what is signed once a year. */
const UNSIGNED = 'reviewer2';

const STRANGERS = ['/sign-in', '/recovery', '/password#token', '/set-up#token'];

describe('every page', () => {
  let house: House;
  const cases = new Map<string, string>();

  beforeAll(async () => {
    house = await aHouse();
    for (const station of ['screening', 'inReview', 'panelDecision', 'responseWindow'] as const)
      cases.set(station, await aCaseAt(house.walker, station));
    await furnish(house, cases.get('panelDecision') ?? '');
    await forgetAttestation(house, UNSIGNED);
  });
  afterAll(() => house.close());

  const addressOf = (path: string): string =>
    path.replace(/@(\w+)/, (_, name: string) => cases.get(name) ?? house.walker.id(name));

  /** Looks at the page that is open: its parts, its widths, its colours, its pictures. */
  async function audit({page}: Visitor, name: string): Promise<string[]> {
    const faults: string[] = [];
    for (const {width, colorScheme} of LOOKS) {
      await page.setViewportSize({width, height: 900});
      await page.emulateMedia({colorScheme});
      await redrawn(page);
      const seen = await accessibilityFaults(page);
      faults.push(...seen.map((one) => `${name} ${String(width)} ${colorScheme}: ${one}`));
      const out = await overflow(page);
      if (out !== null) faults.push(`${name} is wider than ${String(width)} px: ${out}`);
      await picture(page, `${name}-${String(width)}`);
    }
    return faults;
  }

  const nameOf = (key: string, path: string): string =>
    `${key}${path.replace(/[^A-Za-z]+/g, '-').replace(/-$/, '')}` || key;

  /** Which of the places that pages showed words of the interface gives to somebody in no case: case after case until all are. */
  async function forbidden(key: string, shown: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const left = new Set(shown);
    for (const id of cases.values()) {
      if (left.size === 0) break;
      for (const place of found(house.walker, await crawl(house.walker, key, id))) left.delete(place);
    }
    return left;
  }

  it.each(STRANGERS)('keeps to the rules before the sign-in: %s', async (path) => {
    const visitor = await aVisitor(house.browser, house.app.baseUrl);
    await visitor.page.goto(path);
    await settled(visitor.page);
    expect(await audit(visitor, nameOf('door', path))).toEqual([]);
    expect(visitor.page.url()).not.toContain('token');
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });

  it.each(Object.entries(PAGES))(
    'keeps to the rules, and shows and keeps nothing that is not theirs: %s',
    async (key, paths) => {
      const {app, browser, walker} = house;
      const login = key === 'unsigned' ? UNSIGNED : key;
      const visitor = await aVisitorAs(browser, app.baseUrl, login);
      const {page} = visitor;
      await page.clock.setFixedTime(app.clock.now());
      const faults: string[] = [];
      const shown: [string, string][] = [];
      for (const path of paths) {
        await page.setViewportSize({width: 1440, height: 900});
        await page.goto(addressOf(path));
        await settled(page);
        await OPENED[path]?.(page);
        faults.push(...(await audit(visitor, nameOf(key, path))));
        // What one signs before anything opens holds no case yet.
        if (login !== UNSIGNED && (await page.locator('footer summary').count()) !== 1)
          faults.push(`${path} does not say what protects it`);
        const text = await shownBy(page);
        if (text.includes('Something went wrong')) faults.push(`${path} says that something went wrong`);
        const kept = await keptByBrowser(page);
        for (const [word, place] of walker.entered) {
          if (text.includes(word)) shown.push([path, place]);
          if (kept.includes(word)) faults.push(`${path} keeps ${place}`);
        }
        if (/PR-2026|Dr /.test(kept)) faults.push(`${path} keeps a name or a number: ${kept}`);
      }
      const not = await forbidden(login, new Set(shown.map(([, place]) => place)));
      for (const [path, place] of shown) if (not.has(place)) faults.push(`${path} shows ${place}`);
      expect(faults).toEqual([]);
      expect(visitor.complaints.filter((one) => !one.includes('404'))).toEqual([]);
      await visitor.context.close();
    },
  );
});
