import {Behaviour} from './behaviour';
import {StateSource, WorkflowSource} from './definition';
import {ConditionTable} from './fact-space';
import {Finding} from './finding';
import {relationsInTurn} from './turns';
import {SourcePath, stateAt, statesOf} from './transitions';

interface Turn {
  readonly role: string;
  readonly path: string;
  readonly table: ConditionTable | null;
  readonly at: SourcePath;
  /** Whether the condition was seen to hold, and not to. */
  held: boolean;
  refused: boolean;
}

const waitingRules = (state: StateSource) => state.meta?.waitingFor ?? [];

/** Whom the states wait for; remembers what each condition was seen to say. */
export class Waiting {
  readonly #turns = new Map<string, readonly Turn[]>();
  readonly #inPlace = new Map<string, readonly Turn[]>();
  readonly #behaviour: Behaviour;
  readonly #digits: Int32Array;

  constructor(workflow: WorkflowSource, behaviour: Behaviour) {
    this.#behaviour = behaviour;
    this.#digits = new Int32Array(behaviour.space.variables.length);
    for (const {path, state} of statesOf(workflow))
      this.#turns.set(
        path,
        waitingRules(state).map(({role, when}, index) => ({
          role,
          path,
          table: when === undefined ? null : behaviour.space.table(when),
          at: [...stateAt(path), 'meta', 'waitingFor', index],
          held: false,
          refused: false,
        })),
      );
  }

  /** @param leading the relations that have a primary action in this combination */
  *faults(combination: number, leading: ReadonlySet<string>): Generator<string> {
    const {space} = this.#behaviour;
    const turns = this.#turnsIn(combination);
    const observing = turns.some(({table}) => table?.reads.some((fact) => fact >= space.stored) === true);
    this.#behaviour.read(combination, this.#digits);
    let nobody = false;
    const idle = new Set<string>();
    for (let outside = 0; outside < space.outsideSize; outside += 1) {
      space.observe(outside, this.#digits);
      const leaders = observing ? this.#leadingUnder(outside, combination) : leading;
      let anybody = false;
      for (const turn of turns) {
        const holds = turn.table === null || turn.table.holds(this.#digits);
        turn.held ||= holds;
        turn.refused ||= !holds;
        anybody ||= holds;
        if (holds && !relationsInTurn(turn.role).some((relation) => leaders.has(relation)))
          idle.add(turn.role);
      }
      nobody ||= !anybody;
    }
    if (nobody) yield 'waits for nobody: see meta.waitingFor';
    for (const role of idle)
      yield `waits for ${role}, who has nothing there that leads on: give it a primary action`;
  }

  /** Who has a primary action under one outside observation. */
  #leadingUnder(outside: number, combination: number): ReadonlySet<string> {
    const leading = new Set<string>();
    for (const hearing of this.#behaviour.hearings(combination))
      this.#behaviour.answers(combination, hearing, ({primary, by}, _takers, seen, next) => {
        if (!primary || next < 0 || (hearing.asksOutside && seen !== outside)) return;
        for (const relation of by) leading.add(relation);
      });
    return leading;
  }

  /** Conditions that always say the same, once every combination was asked. */
  *constant(): Generator<Finding> {
    for (const {path, table, at, held, refused} of [...this.#turns.values()].flat()) {
      if (!table || held === refused) continue;
      const finding = `meta.waitingFor: "${table.expression}" is ${held ? 'always' : 'never'} true there`;
      yield {where: path, finding, way: [], at};
    }
  }

  #turnsIn(combination: number): readonly Turn[] {
    const {leaves} = this.#behaviour.place(combination);
    const key = leaves.join(' ');
    const known = this.#inPlace.get(key);
    if (known) return known;
    const turns = this.#behaviour.graph.active(leaves).flatMap(({path}) => this.#turns.get(path) ?? []);
    this.#inPlace.set(key, turns);
    return turns;
  }
}
