import {isId} from '../../platform/is-id';
import {DeskEvent} from '../domain/project-event';
import {isSighting} from '../domain/sightings';
import {Access} from '../domain/unusual-access';

/**
 * What counts: a person's look at content, or a refusal to show it. Work at the desk itself is none, nor a request that
 * was refused for its form or its time.
 */
export function accessOf(item: DeskEvent): Access[] {
  const {event, leaf, at, kind} = item;
  if (!event?.who || !isId(event.who) || event.why === 'HCOMPL' || !isSighting(item)) return [];
  if (event.type === 'requestRefused' && event.details['code'] !== 'not_found') return [];
  return [{leaf, at: new Date(at), who: event.who, as: event.as, refused: kind === 'refusal'}];
}
