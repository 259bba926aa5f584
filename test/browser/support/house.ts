import type {Browser} from 'playwright-core';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {launchBrowser} from './browser';

/** A hospital, a browser, and whoever drives cases over HTTP. */
export interface House {
  readonly app: TestApp;
  readonly walker: Walker;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Opens both at once. */
export async function aHouse(...settings: Parameters<typeof startTestApp>): Promise<House> {
  const [app, browser] = await Promise.all([startTestApp(...settings), launchBrowser()]);
  const walker = new Walker(app, await aHospital(app));
  return {
    app,
    walker,
    browser,
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
}
