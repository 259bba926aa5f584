import type {Browser, BrowserContext, Page} from 'playwright-core';
import {PASSWORD} from '../../../src/seed/demonstration-people';

/** Somebody at a browser of their own. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained of. */
  readonly complaints: string[];
}

/** Opens a browser context for one person; nothing is shared with another's. */
export async function aVisitor(browser: Browser, baseURL: string): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    viewport: {width: 1440, height: 900},
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // That nobody is signed in, or that there is no draft yet, is an answer, not a complaint.
    if (message.type() === 'error' && !/status of 40[14]/.test(message.text()))
      complaints.push(message.text());
  });
  countRequests(page);
  return {context, page, complaints};
}

/** Signs in by the form, as a person would. */
export async function signInAs(visitor: Visitor, key: string): Promise<void> {
  const {page} = visitor;
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(`${key}@demo.test`);
  await page.getByLabel('Password', {exact: true}).fill(PASSWORD);
  await page.getByRole('button', {name: 'Sign in'}).click();
  await page.getByRole('heading', {level: 1, name: /^Good day/}).waitFor();
}

/** Signed in without the form, where the form is not what is looked at. */
export async function aVisitorAs(browser: Browser, baseURL: string, key: string): Promise<Visitor> {
  const visitor = await aVisitor(browser, baseURL);
  const answer = await visitor.context.request.post('/api/session', {
    headers: {'X-Collegium': '1'},
    data: {email: `${key}@demo.test`, password: PASSWORD},
  });
  if (!answer.ok()) throw new Error(`${key} cannot sign in`);
  return visitor;
}

/** What each page has asked for and not yet been given. */
const underWay = new WeakMap<Page, Set<unknown>>();

function countRequests(page: Page): void {
  const open = new Set<unknown>();
  underWay.set(page, open);
  page.on('request', (request) => {
    // What waits for news is never finished.
    if (request.resourceType() !== 'eventsource') open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

const loader = '.mantine-Loader-root';

/** Twice: what a page asks for next it asks for when it has drawn what came before. */
const drawn =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))';

/** What fades from one colour to another is taken to its end; what turns for ever goes on. */
const faded =
  'document.getAnimations().filter(({effect}) => Number.isFinite(effect.getComputedTiming().endTime)).forEach((one) => one.finish())';

/** Waits until a page has drawn what was changed. */
export async function redrawn(page: Page): Promise<void> {
  await page.evaluate(`${drawn}.then(() => {${faded}})`);
}

/** Waits until the page has what it asked for, and has drawn it: twice in a row nothing is under way. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', {level: 1}).waitFor();
  for (let quiet = 0; quiet < 2;) {
    await redrawn(page);
    const waits = (underWay.get(page)?.size ?? 0) > 0 || (await page.locator(loader).count()) > 0;
    quiet = waits ? 0 : quiet + 1;
  }
}
