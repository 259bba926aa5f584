import {IDENTITY_OF_RELATION} from '../../disclosure';
import type {Compartment} from '../../disclosure';
import {ReadTransaction} from '../../platform/database/transaction';
import {AllowedAction, FeatureRegistry, Foreseen} from '../../workflow';
import {PersonReference} from '../domain/present-case';
import {hasQuorum, isLimited} from '../domain/relations-of';
import {SeenCase} from './case-door';

/** Who decides, as it would be after an action. */
export interface Panel {
  /** How many members must be present and free to decide. */
  readonly required: number;
  /** Who is present and free to decide. */
  readonly present: readonly PersonReference[];
  /** Members who cannot decide this case, with the relation that keeps them from it, as far as the viewer may know. */
  readonly out: readonly {readonly person: PersonReference; readonly relation: string}[];
  readonly quorum: boolean;
}

/** Where it stands why a member cannot decide: as what they are known, or what else is told of them. */
const TOLD_IN: Readonly<Partial<Record<string, Compartment>>> = {
  ...IDENTITY_OF_RELATION,
  conflicted: 'conflict',
  recused: 'deliberation',
};

/** The panel as it would be after an action of its own with this data, by the rule that decides then; nothing is changed. */
export async function foreseePanel(
  tx: ReadTransaction,
  {stored, view}: SeenCase,
  {
    meta,
    personId,
    data,
    registry,
  }: {
    readonly meta: AllowedAction['meta'];
    readonly personId: string;
    readonly data: unknown;
    readonly registry: FeatureRegistry;
  },
): Promise<Panel> {
  const {organisationId, workflow} = stored;
  const actor = {personId, relations: view.relations};
  let foreseen: Foreseen = {members: [], relations: stored.relations};
  for (const effect of meta.effects) {
    const {relations} = foreseen;
    const {committeeId} = stored;
    const considered = {tx, organisationId, committeeId, actor, data, relations};
    foreseen = (await registry.handlers.get(effect).foresee?.(considered)) ?? foreseen;
  }
  const {members, relations} = foreseen;
  const circle = {...stored, relations};
  const holds = (id: string, relation: string): boolean =>
    relations.some((held) => held.personId === id && held.relation === relation);
  const told = Object.keys(workflow.meta.limiting).filter((relation) => {
    const place = TOLD_IN[relation];
    return place !== undefined && view.disclosed.sees.has(place);
  });
  return {
    required: stored.quorum,
    quorum: hasQuorum(circle),
    present: members.filter(({id}) => holds(id, 'present') && !isLimited(id, circle)),
    out: members.flatMap((person) => {
      const relation = told.find((one) => holds(person.id, one));
      return relation === undefined ? [] : [{person, relation}];
    }),
  };
}
