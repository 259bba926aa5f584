import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {REVIEWERS, Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let asked: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  asked = await walker.walkTo('readyToAssign');
});

afterAll(() => app.close());

/** What is said of the usual reviewers where somebody chooses whom to ask. */
const said = async (key: string): Promise<string[]> => {
  const {allowedActions} = await walker.see(key, asked);
  const form = allowedActions.find(({type}) => type === 'assignReviewers')?.form;
  const offered = JSON.stringify(form).matchAll(/"const":"([^"]+)","title":"([^"]+)"/g);
  const titles = new Map([...offered].map(([, id = '', title = '']) => [id, title]));
  return REVIEWERS.map((key) => /\d+ open/.exec(titles.get(walker.id(key)) ?? '')?.[0] ?? 'not offered');
};

/** A case of `reviewed`, for a committee, ready for its reviewers. */
async function readyCase(reviewed: string, committee: string): Promise<string> {
  const {id} = await walker.refer('staff', {focusPhysician: walker.id(reviewed)});
  const reason = {purpose: 'Learning', privilegeBasis: 'Statute', requestedBy: 'Quality office'};
  await walker.do('coordinator', id, 'startScreening', {committee, ...reason});
  await walker.do('coordinator', id, 'requestInput');
  await walker.do(reviewed, id, 'giveInput');
  return id;
}

// Leak 4: counts that take in what the viewer may not see.
describe('how many reviews somebody has open, beside their name where they can be asked,', () => {
  const [none, one, two] = [0, 1, 2].map((count) => [`${count} open`, `${count} open`]);

  it('counts no case of the chooser’s own, so that they do not learn who reviews it', async () => {
    const reviewed = 'coordinatingphysician';
    const id = await readyCase(reviewed, walker.hospital.medicine);
    expect([await said('coordinator'), await said(reviewed)]).toEqual([none, none]);
    await walker.do('coordinator', id, 'assignReviewers');
    expect([await said('coordinator'), await said(reviewed)]).toEqual([one, none]);
  });

  it('counts no case of a committee in which the chooser holds no role', async () => {
    const {organisationId, surgery, medicine} = walker.hospital;
    const chooser = {organisationId, personId: walker.id('outsider'), role: 'coordinator'} as const;
    await grant(app, {...chooser, committeeId: medicine});
    const id = await readyCase('physician2', surgery);
    expect([await said('coordinator'), await said('outsider')]).toEqual([one, one]);
    await walker.do('coordinator', id, 'assignReviewers');
    expect([await said('coordinator'), await said('outsider')]).toEqual([two, one]);
  });
});
