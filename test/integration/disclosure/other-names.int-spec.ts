import {npiFrom} from '../../../src/charts';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {recordedIn} from '../../support/recorded';
import {Walker} from '../../support/walk';
import {aNarrativeReadBlind, narrativeReadBlind} from './masked-case';

const SECOND_NPI = npiFrom('100000777');
const COLLEAGUES_NPI = npiFrom('100000888');
const TOLD =
  `Dr Quillfeather gave it. Marjorie Quillfeather (${SECOND_NPI}) came with Dr Zelda Featherquill ` +
  `(${COLLEAGUES_NPI.slice(0, 3)} ${COLLEAGUES_NPI.slice(3)}). Dr Elif Yıldız and Wilma Amberwood came, Physician A too.`;

let app: TestApp;
let walker: Walker;
let id: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  id = await aNarrativeReadBlind(walker, TOLD);
});

afterAll(() => app.close());

const narrative = (): Promise<unknown> => narrativeReadBlind(walker, id);

async function also(key: string, kind: 'name' | 'npi', value: string): Promise<string> {
  const path = `/api/registry/people/${walker.id(key)}/identities`;
  const {status, body} = await (
    await walker.as('admin')
  ).post<{id: string}>(path, {kind, value, verified: false});
  expect(status).toBe(201);
  return body.id;
}

/** What whoever refers is warned of before they save it. */
async function warned(said: string): Promise<string[]> {
  const {body} = await (
    await walker.as('staff')
  ).post<{
    warnings: {pointer: string; detail: string}[];
  }>('/api/cases/preview', {programme: 'peer-learning', data: {narrative: said}});
  return body.warnings.map(({pointer, detail}) => `${pointer} ${detail.split(' ').slice(0, 3).join(' ')}`);
}

const COLLEAGUE = '/data/narrative names a colleague,';

describe('another name or number that the registry knows of somebody', () => {
  it('is masked from the next view on: of the reviewed physician as they are, of others as a colleague', async () => {
    expect(await narrative()).toContain('Marjorie Quillfeather');
    expect(await warned('Marjorie Quillfeather came.')).toEqual([]);
    await also('physician', 'name', 'Marjorie Quillfeather');
    await also('physician', 'npi', SECOND_NPI);
    await also('reviewer6', 'name', 'Zelda Featherquill');
    await also('reviewer6', 'npi', COLLEAGUES_NPI);
    expect(await narrative()).toBe(
      'Physician A gave it. Physician A (Physician A) came with [colleague] ([colleague]). ' +
        '[colleague] and Wilma Amberwood came, Physician A too.',
    );
  });

  it('is warned about before it is saved', async () => {
    expect(await warned('Marjorie Quillfeather came.')).toEqual([COLLEAGUE]);
    expect(await warned(`It was ${COLLEAGUES_NPI}.`)).toEqual([COLLEAGUE]);
    expect(await warned('The night nurse came.')).toEqual([]);
  });

  it('gives whom a chart names by it their letter', async () => {
    const practitioner = (one: string, name: string, npi: string | null): object => ({
      ...{resourceType: 'Practitioner', id: one, name: [{text: name}]},
      ...(npi !== null && {identifier: [{system: 'http://hl7.org/fhir/sid/us-npi', value: npi}]}),
    });
    const stay = {
      ...{resourceType: 'Encounter', id: 'stay', status: 'finished', type: [{text: 'Stay'}]},
      ...{subject: {reference: 'Patient/p'}, period: {start: '2026-03-12T08:00:00Z'}},
      participant: ['a', 'b', 'c'].map((one) => ({individual: {reference: `Practitioner/${one}`}})),
    };
    const entry = [
      {resourceType: 'Patient', id: 'p'},
      practitioner('a', 'Dr. M. Other', SECOND_NPI),
      practitioner('b', 'Marjorie Quillfeather', null),
      practitioner('c', 'Dr Una Stranger', null),
      stay,
    ].map((resource) => ({resource}));
    const {id: other} = await walker.refer('staff', {focusPhysician: walker.id('physician')});
    const bundle = JSON.stringify({resourceType: 'Bundle', type: 'collection', entry});
    await walker.attach('coordinator', other, bundle, {name: 'chart.json'});
    const {body} = await (
      await walker.as('coordinator')
    ).get<{pseudonyms: {pseudonym: string; names: string[]}[]}>(`/api/cases/${other}/chart`);
    const letters = body.pseudonyms.map(({pseudonym, names}) => [
      pseudonym,
      names.includes('Dr Una Stranger'),
    ]);
    expect(letters).toEqual([
      ['Physician A', false],
      ['Physician B', true],
    ]);
  });

  it('is no longer masked once it has ended', async () => {
    const ended = await also('reviewer6', 'name', 'Wilma Amberwood');
    expect(await narrative()).not.toContain('Amberwood');
    const {status} = await (await walker.as('admin')).post(`/api/registry/identities/${ended}/end`, {});
    expect(status).toBe(204);
    expect(await narrative()).toContain('Wilma Amberwood');
  });
});

describe('whoever is renamed by a list', () => {
  it('is masked by the name of before too, which stays theirs, on record', async () => {
    const {email} = (
      await (await walker.as('admin')).get<{email: string}>(`/api/people/${walker.id('reviewer6')}`)
    ).body;
    const list = async (name: string): Promise<unknown> => {
      const csv = `name,email\n${name},${email}`;
      return (
        await (await walker.as('admin')).post<{applied: boolean}>('/api/people/import', {csv, apply: true})
      ).body.applied;
    };
    expect(await list('Wilma Amberwood')).toBe(true);
    expect(await narrative()).toContain('[colleague] and [colleague] came');
    expect(await warned('Dr Elif Yıldız came.')).toEqual([COLLEAGUE]);
    const kept = (): Promise<unknown> =>
      app.database.asSuperuser(
        `SELECT value, verified FROM person_identity
         WHERE person_id = $1 AND kind = 'name' AND ended_at IS NULL AND value <> 'Zelda Featherquill' ORDER BY value`,
        [walker.id('reviewer6')],
      );
    expect(await kept()).toEqual([{value: 'Dr Elif Yıldız', verified: true}]);
    const changed = (await recordedIn(app, 'org')).findLast(({type}) => type === 'personChanged');
    expect(changed).toMatchObject({details: {changes: ['displayName'], formerNameKept: true}});

    // Back again, and no name is kept twice.
    for (const name of ['Dr Elif Yıldız', 'Wilma Amberwood']) expect(await list(name)).toBe(true);
    expect(await kept()).toEqual([
      {value: 'Dr Elif Yıldız', verified: true},
      {value: 'Wilma Amberwood', verified: true},
    ]);
  });
});
