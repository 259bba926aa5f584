import {demonstrationPeople} from '../../src/seed/demonstration-people';
import {recordedIn} from '../support/recorded';
import {accessibilityFaults, overflow} from './support/audits';
import {aCaseAt} from './support/furnish';
import {aHouse} from './support/house';
import type {House} from './support/house';
import {picture} from './support/picture';
import {aVisitorAs, redrawn, settled} from './support/visitor';

const NEEDED = 3;

describe('the panel', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  it('shows who decides while attendance is ticked, and to whoever prepares the determination', async () => {
    const {walker, browser, app} = house;
    const id = await aCaseAt(walker, 'panelDecision');
    const {page, complaints} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    await page.goto(`/cases/${id}/actions/recordAttendance`);
    const card = page.getByRole('region', {name: 'Who decides'});
    await card.getByText(`0 present and free to decide, ${String(NEEDED)} needed`).waitFor();
    await card.getByText('No quorum yet').waitFor();
    const boxes = await page.locator('main form').getByRole('checkbox').all();
    for (const [index, box] of boxes.slice(0, NEEDED).entries()) {
      await box.check();
      await card.getByText(`${String(index + 1)} present and free to decide`).waitFor();
    }
    await card.getByText('Quorum', {exact: true}).waitFor();
    await settled(page);
    for (const width of [1440, 360]) {
      await page.setViewportSize({width, height: 900});
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({colorScheme});
        expect(await accessibilityFaults(page)).toEqual([]);
      }
      expect(await overflow(page)).toBeNull();
      await picture(page, `coordinator-cases-panelDecision-actions-recordAttendance-${String(width)}`);
    }
    await boxes[0]?.uncheck();
    await card.getByText('No quorum yet').waitFor();

    const members = ['chair', 'member1', 'member2', 'member3'];
    await walker.do('coordinator', id, 'recordAttendance', {present: members.map((key) => walker.id(key))});
    const chair = await aVisitorAs(browser, app.baseUrl, 'chair');
    await chair.page.goto(`/cases/${id}/actions/recordDetermination`);
    const before = chair.page.getByRole('region', {name: 'Who decides'});
    await before.getByText('4 present and free to decide').waitFor();
    // Somebody steps aside while the chair writes.
    await walker.do('coordinator', id, 'recordRecusal', {member: walker.id('member3'), reason: 'a friend'});
    await before.getByText('3 present and free to decide').waitFor();
    await before.getByText(/^Cannot decide: .* \(recused\)$/).waitFor();
    expect(await accessibilityFaults(chair.page)).toEqual([]);
    expect([...complaints, ...chair.complaints]).toEqual([]);
  });

  it('keeps what it said last in its place until there is another answer', async () => {
    const {walker, browser, app} = house;
    const id = await aCaseAt(walker, 'panelDecision');
    const {page, complaints} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    await page.goto(`/cases/${id}/actions/recordAttendance`);
    const card = page.getByRole('region', {name: 'Who decides'});
    await card.getByText('0 present and free to decide').waitFor();
    const held: (() => Promise<void>)[] = [];
    await page.route('**/actions/preview', (route) => {
      held.push(() => route.continue());
    });
    const box = page.locator('main form').getByRole('checkbox').first();
    const asked = page.waitForRequest('**/actions/preview');
    const before = await box.boundingBox();
    await box.check();
    await asked;
    await redrawn(page);
    expect(await card.count()).toBe(1);
    expect(await box.boundingBox()).toEqual(before);
    for (const goOn of held) await goOn();
    await card.getByText('1 present and free to decide').waitFor();
    expect(complaints).toEqual([]);
  });

  it('follows whose recusal is chosen beside a text, and is not asked anew while the text is written', async () => {
    const {walker, browser, app} = house;
    const id = await aCaseAt(walker, 'panelDecision');
    const present = ['chair', 'member1', 'member2'].map((key) => walker.id(key));
    await walker.do('coordinator', id, 'recordAttendance', {present});
    const {page, complaints} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    await page.clock.install();
    await page.goto(`/cases/${id}/actions/recordRecusal`);
    const card = page.getByRole('region', {name: 'Who decides'});
    await card.getByText('Quorum', {exact: true}).waitFor();
    const shown = async (): Promise<number> =>
      (await recordedIn(app, `case-access/${id}`)).filter(({type}) => type === 'panelShown').length;
    const before = await shown();
    const text = page.locator('main form textarea').first();
    await text.fill('They are friends.');
    await page.clock.fastForward(2000);
    await settled(page);
    expect(await shown()).toBe(before);
    const name = demonstrationPeople.find(({key}) => key === 'member2')?.name ?? '';
    await page.getByLabel(name).check();
    await card.getByText('No quorum yet').waitFor();
    await card.getByText(`Cannot decide: ${name} (recused)`).waitFor();
    expect(await shown()).toBe(before + 1);
    expect(complaints).toEqual([]);
  });

  it('is not asked about any more once the case has moved on, so that no refusal goes on record', async () => {
    const {walker, browser, app} = house;
    const id = await aCaseAt(walker, 'panelDecision');
    const present = ['chair', 'member1', 'member2'].map((key) => walker.id(key));
    await walker.do('coordinator', id, 'recordAttendance', {present});
    const {page, complaints} = await aVisitorAs(browser, app.baseUrl, 'coordinator');
    await page.clock.install();
    await page.goto(`/cases/${id}/actions/recordRecusal`);
    await page.getByRole('region', {name: 'Who decides'}).getByText('3 present').waitFor();
    await walker.do('chair', id, 'recordDetermination');
    await page.getByText('This cannot be done now.').waitFor();
    await page.locator('main form textarea').first().fill('They are old friends.');
    await page.locator('main form').getByRole('radio').first().check();
    await page.clock.fastForward(2000);
    await settled(page);
    const refused = (await recordedIn(app, `case-access/${id}`)).filter(
      ({type, who}) => type === 'actionRefused' && who === walker.id('coordinator'),
    );
    expect(refused).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
