import {keyChangeLine} from '../domain/bundle-files';
import {KeyChange} from '../domain/key-history';
import {Finding} from '../domain/tampering';
import {Weighed} from './weigh';

/**
 * The changes of keys that are told beside a log must be those that it announces itself.
 *
 * @param what with its verb, for people: `keys.ndjson is`
 */
export function keyChangesFinding(
  what: string,
  told: readonly KeyChange[],
  {facts, size}: Pick<Weighed, 'facts' | 'size'>,
): Finding | null {
  const differs = (one: readonly KeyChange[], other: readonly KeyChange[]): KeyChange | undefined =>
    one.find((change, at) => keyChangeLine(change) !== (other[at] ? keyChangeLine(other[at]) : ''));
  const different = differs(told, facts.keyChanges) ?? differs(facts.keyChanges, told);
  if (!different) return null;
  const index = Math.min(different.index, size);
  return {index, kind: 're-signed', detail: `${what} not what the log says of its keys`};
}
