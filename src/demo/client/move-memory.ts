import type {CaseView} from './contract';
import type {Move, Seat} from './move';

/** What a client has seen and done in one case. */
export class MoveMemory {
  readonly #done = new Map<string, number>();
  readonly #turns = new Map<string, number>();
  /** States that a person has seen, and those in which an action was offered to them. */
  readonly #states = new Map<string, Set<string>>();
  readonly #offers = new Map<string, Set<string>>();
  #uploaded = false;

  get hasUploaded(): boolean {
    return this.#uploaded;
  }

  /** Notes what everybody is offered. */
  look(seats: readonly Seat[]): void {
    for (const {key, view} of seats) {
      if (!view) continue;
      note(this.#states, key, stateOf(view));
      for (const {type} of view.allowedActions) note(this.#offers, `${key} ${type}`, stateOf(view));
    }
  }

  /** Notes that a move was made or tried. */
  did(move: Move): void {
    const key = placeOf(move);
    this.#done.set(key, this.times(move) + 1);
    this.#turns.set(move.action.type, this.turn(move.action.type) + 1);
    if (move.action.upload !== undefined) this.#uploaded = true;
  }

  /** How often this person made this move in this state. */
  times(move: Move): number {
    return this.#done.get(placeOf(move)) ?? 0;
  }

  /** How often anybody did this in this case. */
  turn(type: string): number {
    return this.#turns.get(type) ?? 0;
  }

  /** In which part of the states that the person saw the action was offered, 0 to 1. */
  familiarity({seat, action}: Move): number {
    const offered = this.#offers.get(`${seat.key} ${action.type}`)?.size ?? 0;
    return offered / Math.max(1, this.#states.get(seat.key)?.size ?? 0);
  }

  /** Offered in each of several states. */
  isStanding(move: Move): boolean {
    return (this.#states.get(move.seat.key)?.size ?? 0) > 1 && this.familiarity(move) === 1;
  }
}

const stateOf = ({state}: CaseView): string => JSON.stringify(state);

const placeOf = ({seat, view, action}: Move): string => `${seat.key} ${stateOf(view)} ${action.type}`;

function note(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key) ?? new Set();
  values.add(value);
  map.set(key, values);
}
