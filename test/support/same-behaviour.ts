import type {WorkflowSource} from '../../src/workflow';
import {Behaviour} from '../../src/workflow/domain/behaviour';
import {explore} from '../../src/workflow/domain/explore';

/**
 * Everything that a definition lets happen, one entry a reachable combination: what holds there, and for every action,
 * under every outside observation, who can take it, what it carries out and where it leads. The words of conditions
 * are not in it, only what they decide.
 */
function unfolded(workflow: WorkflowSource): Map<string, string> {
  const behaviour = new Behaviour(workflow);
  const exploration = explore(behaviour);
  const name = (combination: number): string =>
    JSON.stringify([behaviour.place(combination), behaviour.facts(combination)]);
  const all = new Map<string, string>();
  for (let index = 0; index < exploration.size; index += 1) {
    const at = exploration.combination(index);
    const ways: unknown[] = [];
    behaviour.moves(at, ({type, heard}, takers, outside, next) => {
      // Who may take it, and what it sets, shows in the takers and in where it leads.
      const meta = {...heard.source.meta, by: undefined, sets: undefined, ensures: undefined};
      const actions = 'actions' in heard.source ? heard.source.actions : [];
      const who = behaviour.relations.filter((_, bit) => (takers & (2 ** bit)) !== 0);
      ways.push([type, outside, who, meta, actions, next < 0 ? next : name(next)]);
    });
    const states = behaviour.graph
      .active(behaviour.place(at).leaves)
      .map(({path, source: {meta, tags, type}}) => [path, meta, tags, type]);
    all.set(name(at), JSON.stringify([states, ways.map((way) => JSON.stringify(way)).sort()]));
  }
  return all;
}

/** Whether two definitions let exactly the same happen; what they reveal and limit has to be the same text. */
export class SameBehaviour {
  readonly #workflow: WorkflowSource;
  #unfolded: Map<string, string> | null = null;

  constructor(workflow: WorkflowSource) {
    this.#workflow = workflow;
  }

  holds(other: WorkflowSource): boolean {
    if (JSON.stringify(this.#workflow.meta) !== JSON.stringify(other.meta)) return false;
    const [mine, theirs] = [(this.#unfolded ??= unfolded(this.#workflow)), unfolded(other)];
    return mine.size === theirs.size && [...mine].every(([name, what]) => theirs.get(name) === what);
  }
}
