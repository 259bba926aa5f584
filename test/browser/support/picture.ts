import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';

const folder = join(__dirname, '..', '..', '..', 'docs', 'guide', 'pictures');

/** Takes a picture for the guide, when COLLEGIUM_PICTURES asks for it; else the tree stays as it is. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['COLLEGIUM_PICTURES'] === undefined) return;
  mkdirSync(folder, {recursive: true});
  // In light colours, as they are printed.
  await page.emulateMedia({colorScheme: 'light'});
  await page.screenshot({path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 60, fullPage: true});
}
