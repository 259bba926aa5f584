import type {CaseView, SentFile} from './contract';
import {fillForm, UnfillableFormError} from './fill-form';
import type {Move} from './move';
import {MoveMemory} from './move-memory';
import {nextMove, questionnaires} from './next-move';
import {officeView, rolesById, seat} from './person';
import type {Person, SeatedPerson} from './person';
import {RefusedError} from './refused-error';

/** One step that was taken, as it is told. */
export interface StoryLine {
  readonly number: string;
  readonly who: string;
  readonly type: string;
  readonly title: string;
  /** The state after it, or why it was refused. */
  readonly then: string;
  readonly refused: boolean;
}

export interface Driving {
  /** Everybody who is asked. */
  readonly people: readonly Person[];
  /** Everybody who may be chosen in a form; `people` when it is not given. */
  readonly choosable?: readonly Person[];
  readonly file: SentFile;
  readonly today: string;
  /** How many are chosen where several may be. */
  readonly several: number;
  readonly tell: (line: StoryLine) => void;
}

export interface Driven {
  readonly settled: boolean;
  readonly steps: readonly StoryLine[];
  /** Steps that the server did not take. */
  readonly refusals: readonly StoryLine[];
  /** The case at the end, as the office sees it. */
  readonly view: CaseView | null;
}

/** A workflow longer than that does not end. */
const MOST_MOVES = 200;

/** Drives a case towards `settled`, with no knowledge of its workflow. */
export class DriveCase {
  readonly #driving: Driving;
  readonly #memory = new MoveMemory();
  readonly #steps: StoryLine[] = [];
  readonly #refusals: StoryLine[] = [];

  constructor(driving: Driving) {
    this.#driving = driving;
  }

  /** @throws RefusedError when the server fails, that is answers 5xx */
  async run(caseId: string): Promise<Driven> {
    for (let count = 0; count < MOST_MOVES; count += 1) {
      const seats = await seat(this.#driving.people, caseId);
      const view = officeView(seats);
      if (view?.settled === true) return this.#finish(caseId, seats);
      this.#memory.look(seats);
      const move = nextMove(seats, this.#memory);
      if (!move) break;
      await this.#make(caseId, move);
    }
    return this.#driven(caseId);
  }

  async #finish(caseId: string, seats: readonly SeatedPerson[]): Promise<Driven> {
    for (const move of questionnaires(seats, this.#memory)) await this.#make(caseId, move);
    return this.#driven(caseId);
  }

  async #driven(caseId: string): Promise<Driven> {
    const view = officeView(await seat(this.#driving.people, caseId));
    return {settled: view?.settled === true, steps: this.#steps, refusals: this.#refusals, view};
  }

  async #make(caseId: string, move: Move<SeatedPerson>): Promise<void> {
    const refusal = await this.#try(move);
    this.#memory.did(move);
    const {people, tell} = this.#driving;
    const office = people.find(({roles}) => roles.includes('coordinator')) ?? move.seat;
    const view = (await office.client.look(caseId)) ?? move.view;
    const line = {
      number: view.number,
      who: `${move.seat.name} (${move.seat.key})`,
      type: move.action.type,
      title: move.action.title,
      then: refusal ?? stateName(view.state),
      refused: refusal !== null,
    };
    (line.refused ? this.#refusals : this.#steps).push(line);
    tell(line);
  }

  /** Why the move was refused, or null; whoever was overtaken looks again at the next turn. */
  async #try({seat, view, action}: Move<SeatedPerson>): Promise<string | null> {
    try {
      if (action.upload) await seat.client.upload(action.upload, this.#driving.file);
      else await seat.client.act(view, action.type, this.#fill(action));
      return null;
    } catch (error) {
      if (error instanceof UnfillableFormError) return error.message;
      if (error instanceof RefusedError && error.status < 500) return error.message;
      throw error;
    }
  }

  #fill({type, form = {}}: Move['action']): unknown {
    const {people, choosable = people, today, several} = this.#driving;
    return fillForm(form, {people: rolesById(choosable), turn: this.#memory.turn(type), several, today});
  }
}

/** `{open: 'panelDecision'}` -> `Panel decision`; parallel states side by side. */
function stateName(state: unknown): string {
  if (typeof state === 'object' && state !== null) return Object.values(state).map(stateName).join(' + ');
  const words = String(state).replace(
    /([a-z\d])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
