import {crawl} from '../../support/crawl';
import type {Walker} from '../../support/walk';
import {chart, referral, statement} from './masked';

/** A chart as somebody is shown it. */
export interface Page {
  readonly documents: readonly {readonly id: string; readonly kind: string; readonly name: string}[];
  readonly entries: readonly {
    readonly id: string;
    readonly at: string;
    readonly title: string;
    readonly performers: string[];
  }[];
  readonly maskedPatient?: {readonly age: string; readonly gender: string};
  readonly patients?: unknown;
  readonly pseudonyms?: readonly {readonly pseudonym: string; readonly names: string[]}[];
  readonly counts: Readonly<Record<string, number>>;
}

export const pageOf = async (walker: Walker, key: string, id: string): Promise<Page> =>
  (await (await walker.as(key)).get<Page>(`/api/cases/${id}/chart`)).body;

/** Everything that this person gets to read of a case, its files included; and in how many replies. */
export async function readOf(
  walker: Walker,
  key: string,
  id: string,
): Promise<{readonly text: string; readonly replies: number}> {
  const {text, replies} = await crawl(walker, key, id);
  const client = await walker.as(key);
  // Who sees no chart has no documents.
  const {documents = []} = (await pageOf(walker, key, id)) as Partial<Page>;
  const files: string[] = [];
  for (const document of documents) {
    const answer = await client.get(`/api/cases/${id}/chart/documents/${document.id}`);
    files.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${JSON.stringify(answer.body)}`);
  }
  return {text: [text, ...files].join('\n'), replies: replies + documents.length + 1};
}

export const heldIn = (text: string, canaries: readonly string[]): string[] =>
  canaries.filter((one) => text.includes(one));

/** A referred case with its chart, and with files whose names and metadata tell as much as their content. */
export async function aMaskedCase(walker: Walker): Promise<string> {
  const {id} = await walker.refer('staff', {...referral, focusPhysician: walker.id('physician')});
  await walker.attach('coordinator', id, chart, {name: 'Canaryfield_Ophelia_MRN7740129.json'});
  await walker.attach('coordinator', id, 'latecanary-file: Dr Whitcombe saw Ophelia.', {
    name: 'Canaryfield.txt',
  });
  for (const stop of ['screening', 'awaitingInput'] as const) await walker.stage(stop, id);
  await walker.do('physician', id, 'giveInput', {statement});
  return id;
}

/** A case of which reviewer three, who is told nobody's name, reads this narrative. @returns its id */
export async function aNarrativeReadBlind(walker: Walker, narrative: string): Promise<string> {
  const focusPhysician = walker.id('physician');
  const {id} = await walker.refer('staff', {narrative, focusPhysician}, 'peer-learning');
  for (const [key, type] of [
    ['coordinator', 'startScreening'],
    ['coordinator', 'assignReviewers'],
    ['reviewer3', 'acceptAssignment'],
  ] as const)
    await walker.do(key, id, type);
  return id;
}

/** The same as reviewer three reads it. */
export const narrativeReadBlind = async (walker: Walker, id: string): Promise<unknown> =>
  (await walker.see('reviewer3', id)).content.find(({kind}) => kind === 'referral')?.data['narrative'];
