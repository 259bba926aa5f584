import type {Locator, Page} from 'playwright-core';

export interface FillingIn {
  /** Choices that are taken where they are offered, by their labels. */
  readonly prefer: readonly string[];
  readonly text: (label: string) => string;
}

const form = 'main form';
const values: Readonly<Record<string, string>> = {
  date: '2026-03-20',
  'datetime-local': '2026-03-01T12:00',
  email: 'somebody@demo.test',
};

/** Fills in whatever form stands in the page, by what a person sees: labels, boxes and lists. */
export async function fillIn(page: Page, filling: FillingIn): Promise<void> {
  for (const add of await page.locator(form).getByRole('button', {name: 'Add one'}).all()) await add.click();
  for (const group of await page.locator(form).getByRole('radiogroup').all()) await choose(group, filling);
  for (const list of await page.locator(`${form} select`).all()) await chooseFrom(list, filling);
  for (const group of await page.locator(form).locator('[role=group]').all()) await tick(group, filling);
  for (const field of await page.locator(`${form} input, ${form} textarea`).all())
    await write(field, filling);
}

const optional = async (group: Locator): Promise<boolean> =>
  ((await group.textContent()) ?? '').includes('(optional)');

async function choose(group: Locator, {prefer}: FillingIn): Promise<void> {
  const radios = await group.getByRole('radio').all();
  const checked = await Promise.all(radios.map((radio) => radio.isChecked()));
  if (checked.some(Boolean) || (await optional(group))) return;
  for (const label of prefer) {
    const radio = group.getByRole('radio', {name: label});
    if ((await radio.count()) > 0) return radio.first().check();
  }
  await radios[0]?.check();
}

async function chooseFrom(list: Locator, {prefer}: FillingIn): Promise<void> {
  if ((await list.inputValue()) !== '') return;
  const labels = await list.locator('option').allTextContents();
  const wanted = labels.find((label) => prefer.some((name) => label.startsWith(name))) ?? labels[1];
  await list.selectOption({label: wanted ?? ''});
}

async function tick(group: Locator, {prefer}: FillingIn): Promise<void> {
  const boxes = await group.getByRole('checkbox').all();
  if (boxes.length === 0 || (await optional(group))) return;
  let ticked = 0;
  for (const label of prefer) {
    const box = group.getByRole('checkbox', {name: label});
    if ((await box.count()) === 0) continue;
    await box.first().check();
    ticked += 1;
  }
  if (ticked === 0) await boxes[0]?.check();
}

async function write(field: Locator, {text}: FillingIn): Promise<void> {
  const type = (await field.getAttribute('type')) ?? 'text';
  if (['radio', 'search', 'file', 'hidden'].includes(type)) return;
  if (type === 'checkbox') {
    // One that stands alone is a statement to agree to.
    if ((await field.locator('xpath=ancestor::*[@role="group"]').count()) === 0) await field.check();
    return;
  }
  if ((await field.inputValue()) === '')
    await field.fill(values[type] ?? text((await field.getAttribute('name')) ?? ''));
}
