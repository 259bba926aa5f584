import {subjectCast} from '../../cases';
import {CastMember, castWith} from '../../masking';
import {ActionContext} from '../../workflow';
import type {ChartIdentities, ChartParticipant} from '../domain/timeline';

/** Whom a chart names, as it was read. */
export interface NamedInChart {
  readonly identities: ChartIdentities;
  readonly participants: readonly ChartParticipant[];
}

/**
 * Keeps who is named in a chart, for masking: the patient's particulars, and a pseudonym for each who took part. They are
 * given once, in random order, and stay with the case. Nobody sees the item.
 */
export async function keepIdentities(
  context: ActionContext<unknown>,
  documentId: string,
  {identities, participants}: NamedInChart,
): Promise<void> {
  const {tx, organisationId, subjectId, randomness} = context;
  const before = (await context.items('identities')).flatMap(
    ({content}) => (content as {cast: readonly CastMember[]}).cast,
  );
  const cast = [...(await subjectCast(tx, organisationId, subjectId)), ...before];
  const shuffled = participants
    .map((one) => ({one, place: randomness.uuid()}))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({one}) => one);
  const members = castWith(
    cast,
    shuffled.map(({name, npi, roles}) => ({names: name === null ? [] : [name], npi, roles})),
  );
  const keys = Object.fromEntries(
    shuffled.map(({key}, index) => [key, members[index]?.pseudonym ?? ''] as const),
  );
  const content = {...identities, documentId, cast: members, keys};
  await context.addItem({kind: 'identities', compartment: 'masking', owner: null, content});
}
