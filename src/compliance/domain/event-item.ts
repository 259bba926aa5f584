import {DeskEvent, ShownEvent} from './project-event';

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** The white list of an event at the desk, with the names of those who may be named. */
export type EventItem = Omit<DeskEvent, 'event'> & {
  readonly event: (Omit<ShownEvent, 'who'> & {readonly who: NamedPerson | null}) | null;
};

/** Who did it when no person did. */
const MACHINES: Readonly<Record<string, string>> = {system: 'Collegium', unknown: 'Nobody known'};

export const personNamed = (id: string | null, names: ReadonlyMap<string, string>): NamedPerson | null =>
  id === null ? null : {id, name: MACHINES[id] ?? names.get(id) ?? ''};

export function named(item: DeskEvent, names: ReadonlyMap<string, string>): EventItem {
  const {event} = item;
  return {...item, event: event && {...event, who: personNamed(event.who, names)}};
}

/** Whom the items name. */
export const peopleIn = (items: readonly DeskEvent[]): string[] => [
  ...new Set(items.flatMap(({event}) => event?.who ?? [])),
];
