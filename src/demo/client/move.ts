import type {CaseView, OfferedAction} from './contract';

/** One person at the table, with the case as they see it now; null when it is not theirs to know. */
export interface Seat {
  readonly key: string;
  readonly roles: readonly string[];
  readonly view: CaseView | null;
}

/** Something that a person is offered. */
export interface Move<S extends Seat = Seat> {
  readonly seat: S;
  readonly view: CaseView;
  readonly action: OfferedAction;
}
