import {readFileSync} from 'node:fs';
import type {Page} from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly {readonly html: string; readonly failureSummary?: string}[];
  }[];
}

/** Only what is wrong is gathered; no rule that runs here reads the style sheets themselves. */
const options = JSON.stringify({resultTypes: ['violations'], reporter: 'no-passes', preload: false});

/** What axe-core finds wrong in the page as it stands, WCAG 2.2 AA and its best practices. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Not by a script element, which the policy of the page would refuse.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  const {violations} = await page.evaluate<AxeResult>(`axe.run(document, ${options})`);
  return violations.flatMap(({id, nodes}) =>
    nodes.map(
      ({html, failureSummary = ''}) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`,
    ),
  );
}

/** What stands out of the window at its side: nothing, or by how much and the first elements that do. */
export const overflow = (page: Page): Promise<string | null> =>
  page.evaluate<string | null>(`(() => {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const out = [...document.querySelectorAll('main *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth,
    );
    return [scrollWidth - clientWidth, ...out.slice(0, 3).map((element) => element.outerHTML.slice(0, 160))].join(' ');
  })()`);

/** Everything that the browser keeps of a page in places that outlive it, and what it shows of it outside. */
export const keptByBrowser = (page: Page): Promise<string> =>
  page.evaluate<string>(
    'JSON.stringify([document.title, location.href, Object.entries(localStorage), Object.entries(sessionStorage), history.state, document.cookie])',
  );

export const shownBy = (page: Page): Promise<string> =>
  page.evaluate<string>(
    'document.documentElement.outerHTML + [...document.querySelectorAll("input,textarea,select")].map((field) => field.value).join("\\n")',
  );
