import type {OfferedAction} from './contract';
import type {Move, Seat} from './move';
import type {MoveMemory} from './move-memory';

/** A primary action that does not lead on is not repeated for ever. */
const MOST_TIMES = 30;

/**
 * What to do next in a case of which nothing is known but what each person is offered:
 * 1. a file, where one can be sent and none was;
 * 2. the primary action of anyone who has one;
 * 3. otherwise what leads on most likely, each once in a state. What was offered in every state so far is a side exit or
 *    a remark (putting the case aside, handing it off) and is left alone; what is new in this state is its own way on.
 *    Whoever the case waits for goes first.
 *
 * @returns null when nothing is left to try
 */
export function nextMove<S extends Seat>(seats: readonly S[], memory: MoveMemory): Move<S> | null {
  const moves = seats.flatMap((seat) => {
    const {view} = seat;
    return view ? view.allowedActions.map((action) => ({seat, view, action})) : [];
  });
  const upload = memory.hasUploaded ? undefined : moves.find(({action}) => action.upload !== undefined);
  if (upload) return upload;
  const forms = moves.filter(({action}) => action.form !== undefined);
  const primary = forms.find((move) => move.action.primary && memory.times(move) < MOST_TIMES);
  return primary ?? wayRound(forms, memory);
}

function wayRound<S extends Seat>(moves: readonly Move<S>[], memory: MoveMemory): Move<S> | null {
  const open = moves.filter(
    (move) => !move.action.primary && memory.times(move) === 0 && !memory.isStanding(move),
  );
  const [first] = open
    .map((move, order) => ({move, rank: [isAwaited(move) ? 0 : 1, memory.familiarity(move), order]}))
    .sort((one, other) => compare(one.rank, other.rank));
  return first?.move ?? null;
}

const isAwaited = ({seat, view}: Move): boolean =>
  view.waitingFor.some(({role}) => seat.roles.includes(role));

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * What may be asked of people once a case is settled: questionnaires, that is forms that are answered by choosing alone.
 * Anything that wants words would open the case again, as far as a client can tell.
 */
export function questionnaires<S extends Seat>(seats: readonly S[], memory: MoveMemory): Move<S>[] {
  return seats.flatMap((seat) => {
    const {view} = seat;
    if (!view) return [];
    return view.allowedActions
      .map((action) => ({seat, view, action}))
      .filter((move) => isQuestionnaire(move.action) && memory.times(move) === 0);
  });
}

function isQuestionnaire({form, primary}: OfferedAction): boolean {
  const fields = Object.values((form?.['properties'] ?? {}) as Record<string, object>);
  return !primary && fields.length > 0 && fields.every((field) => 'oneOf' in field || 'enum' in field);
}
