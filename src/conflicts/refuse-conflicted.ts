import {isId} from '../platform/is-id';
import type {Prepared, PrepareContext} from '../workflow';
import {knownConflicts} from './refresh-conflicts';

/**
 * Looks once more before somebody judges, decides or releases: a conflict that has arisen since they were let in keeps
 * them from it.
 */
export async function refuseConflicted(context: PrepareContext<unknown>): Promise<Prepared> {
  const {tx, now, actor} = context;
  // A deadline is nobody.
  if (!isId(actor.personId)) return {};
  const known = await knownConflicts(tx, context, now, actor.personId);
  const out = known.some(({personId, blocks}) => blocks && personId === actor.personId);
  const detail =
    'a conflict of interest has come to light that keeps you from this: decline, recuse yourself, or ask the office';
  return out ? {faults: [{pointer: '/data', detail}]} : {};
}
