import {existsSync} from 'node:fs';
import bundled from '@sparticuz/chromium';
import {chromium} from 'playwright-core';
import type {Browser} from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Chromium: the system's where there is one, else the one that came with the packages. Without a graphics card, drawn by
 * the processor at once is far quicker than by the processor in the place of a graphics card, which those packages ask for.
 */
export async function launchBrowser(): Promise<Browser> {
  const system = installed.find((path) => existsSync(path));
  return chromium.launch({
    executablePath: system ?? (await bundled.executablePath()),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu'],
    headless: true,
  });
}
