import {FoundEvent, LogQuery, RecordedEvent, caseOfStream, shownIn} from '../../audit';
import {Compartment, hidingRelations} from '../../disclosure';

/** What a viewer sees of a case in which their role counts; its parties are whoever ever was something to it. */
export interface CaseSight {
  readonly sees: ReadonlySet<Compartment>;
  readonly parties: ReadonlyMap<string, readonly string[]>;
}

export interface DeskViewer {
  readonly personId: string;
  /** Holds the role for the organisation, not for one committee alone. */
  readonly whole: boolean;
  /** Every case that is named, with `null` where the role does not count: the viewer is a party, or it is another committee's. */
  readonly sights: ReadonlyMap<string, CaseSight | null>;
}

/** An event as one viewer may have it. */
export interface DeskEvent {
  readonly leaf: number;
  readonly stream: string;
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly hash: string;
  readonly previous: string;
  /** Cases that it concerns. */
  readonly cases: readonly string[];
  /** Null once its payload was lawfully disposed of. */
  readonly event: ShownEvent | null;
}

export interface ShownEvent extends Pick<
  RecordedEvent,
  'type' | 'action' | 'outcome' | 'on' | 'why' | 'real'
> {
  /** Null where the viewer may not know; `as` then says what they were to the case. */
  readonly who: string | null;
  readonly as: readonly string[];
  readonly where: RecordedEvent['where'] | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Details that hold codes, ids of technique and counts; whatever else an event has stays in the log. */
const DETAILS: ReadonlySet<string> = new Set([
  'action',
  'already',
  'approvedBy',
  'approvedOn',
  'askedBy',
  'basis',
  'checkpoint',
  'class',
  'classes',
  'code',
  'committeeId',
  'compartments',
  'count',
  'disposal',
  'document',
  'filters',
  'format',
  'from',
  'hold',
  'job',
  'kept',
  'kind',
  'name',
  'number',
  'physician',
  'policy',
  'programme',
  'purpose',
  'question',
  'quorum',
  'replaces',
  'requestedBy',
  'role',
  'route',
  'rule',
  'scope',
  'shown',
  'size',
  'state',
  'timeZone',
  'to',
  'until',
  'verified',
  'version',
  'years',
]);

/** Details of others, by type: how many these are takes in what is hidden from the viewer. */
const WITHHELD: Readonly<Record<string, ReadonlySet<string>>> = {
  unusualAccessSought: new Set(['count']),
  logSearched: new Set(['count']),
  recordsProduced: new Set(['size', 'kept']),
};

const NAMING: ReadonlySet<string> = new Set(['who', 'case', 'address']);

/**
 * What of an event one viewer at the desk may see: nothing of a case in which their role does not count, nobody's name
 * whose identity the gate hides from them. Whatever they did themselves they see.
 *
 * @returns null when that is nothing
 */
export function projectEvent(found: FoundEvent, viewer: DeskViewer): DeskEvent | null {
  const {event, stream} = found;
  const own = event?.who === viewer.personId;
  const main = mainCase(found, viewer);
  const sight = main === null ? undefined : viewer.sights.get(main);
  if (!own && (sight === null || (main === null && !viewer.whole))) return null;
  const hidden = own || !event || !sight ? [] : hiddenRelations(event, sight);
  // The stream of an account names its person.
  if (hidden.length > 0 && caseOfStream(stream) === null) return null;
  const listed = event ? listedCases(event, viewer, own) : [];
  return {
    leaf: found.leaf,
    stream,
    number: found.number,
    at: found.at.toISOString(),
    kind: found.kind,
    hash: found.hash,
    previous: found.entry.previous.toString('hex'),
    cases: main === null ? listed : [...new Set([main, ...listed])],
    event: event && shown(event, {own, hidden, listed}),
  };
}

function mainCase({stream, event}: FoundEvent, {sights}: DeskViewer): string | null {
  const own = caseOfStream(stream);
  if (own !== null) return own;
  const on = event?.on ?? null;
  return on !== null && sights.has(on) ? on : null;
}

/** Relations of whoever acted, by which they are hidden from this viewer. */
const hiddenRelations = ({who, as}: RecordedEvent, {sees, parties}: CaseSight): string[] =>
  hidingRelations([...as, ...(parties.get(who) ?? [])], sees);

/** Cases of a list that was shown, less those in which the viewer may not know who looked. */
function listedCases(event: RecordedEvent, {sights}: DeskViewer, own: boolean): string[] {
  const {cases} = event.details;
  if (!Array.isArray(cases)) return [];
  const ids = cases.filter((id) => typeof id === 'string');
  if (own) return ids;
  return ids.filter((id) => {
    const sight = sights.get(id);
    return sight ? hiddenRelations(event, sight).length === 0 : false;
  });
}

function shown(
  event: RecordedEvent,
  {own, hidden, listed}: {own: boolean; hidden: readonly string[]; listed: readonly string[]},
): ShownEvent {
  const masked = hidden.length > 0;
  return {
    type: event.type,
    action: event.action,
    outcome: event.outcome,
    on: event.on,
    why: event.why,
    who: masked ? null : event.who,
    real: masked ? null : event.real,
    as: masked ? hidden : event.as,
    where: masked ? null : event.where,
    details: shownDetails(event, own, listed),
  };
}

function shownDetails(
  {type, details}: RecordedEvent,
  own: boolean,
  listed: readonly string[],
): RecordedEvent['details'] {
  const {cases, filters} = details;
  return {
    ...Object.fromEntries(
      Object.entries(details).filter(([name]) => DETAILS.has(name) && (own || !WITHHELD[type]?.has(name))),
    ),
    ...(Array.isArray(cases) && {cases: listed}),
    // For whom and for which case a colleague looked says who is what to it.
    ...(typeof filters === 'object' && filters !== null && !own && {filters: withoutNames(filters)}),
  };
}

/** Filters of somebody else. */
export const withoutNames = (filters: object): object =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => !NAMING.has(name)));

/** What can be asked of an event. */
export type EventQuestion = Omit<LogQuery, 'hiding'>;

/** Whether what the viewer sees of the event answers the question: what is hidden matches nothing. */
export function answers(item: DeskEvent, question: EventQuestion): boolean {
  const {event} = item;
  const {from, to, kinds = []} = question;
  const at = new Date(item.at);
  return (
    (kinds.length === 0 || kinds.includes(item.kind)) &&
    (from === undefined || at >= from) &&
    (to === undefined || at < to) &&
    same(question.case, item.cases) &&
    same(question.who, event?.who) &&
    same(question.type, event?.type) &&
    same(question.action, event?.action) &&
    same(question.outcome, event?.outcome) &&
    same(question.role, event?.as) &&
    same(question.compartment, shownIn(event)) &&
    same(question.address, event?.where?.address)
  );
}

const same = (wanted: string | undefined, has: string | readonly string[] | null | undefined): boolean =>
  wanted === undefined || (typeof has === 'string' ? has === wanted : (has ?? []).includes(wanted));
