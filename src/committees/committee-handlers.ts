import {declareConflict, refreshConflicts, refuseConflicted} from '../conflicts';
import {reading} from '../platform/database/statement';
import {
  ActionContext,
  ActionHandler,
  CaseRelation,
  ChoiceSource,
  Considered,
  Foreseen,
  recordItem,
} from '../workflow';

interface MemberRow {
  id: string;
  display_name: string;
}

const findMembers = reading<MemberRow>(
  'committee_members',
  `SELECT DISTINCT p.id, p.display_name FROM role_grant g JOIN person p
     ON p.organisation_id = g.organisation_id AND p.id = g.person_id
   WHERE g.organisation_id = $1 AND g.committee_id = $2 AND g.role IN ('chair', 'viceChair', 'member')
     AND g.ended_at IS NULL ORDER BY p.display_name, p.id`,
);

/** Members of the case's committee who are free to decide it. */
export const members: ChoiceSource = {
  name: 'members',
  async choices({tx, organisationId, case: one}) {
    if (!one) return [];
    const rows = await tx.rows(findMembers, [organisationId, one.committeeId]);
    const {limiting} = one.workflow.meta;
    const limited = new Set(
      one.relations.filter(({relation}) => relation in limiting).map(({personId}) => personId),
    );
    return rows
      .filter(({id}) => !limited.has(id))
      .map(({id, display_name}) => ({const: id, title: display_name}));
  },
};

/** A new meeting begins with nobody present. */
const convenePanel: ActionHandler = {
  effect: 'convenePanel',
  async apply(context) {
    await endAttendance(context);
    // Looked for again before anybody decides: who has joined the committee since may be in conflict.
    await refreshConflicts(context);
    await context.addItem({kind: 'meeting', compartment: 'deliberation', owner: null, content: context.data});
  },
};

/** Who is present now; whoever is no longer named has left. */
const recordAttendance: ActionHandler<{present: readonly string[]}> = {
  effect: 'recordAttendance',
  foresee: (considered) =>
    foreseen(considered, (ids) => {
      const ticked = new Set(entered(considered.data, 'present'));
      const present = ids.filter((id) => ticked.has(id)).map((personId) => ({personId, relation: 'present'}));
      return [...considered.relations.filter(({relation}) => relation !== 'present'), ...present];
    }),
  async apply(context) {
    await endAttendance(context);
    // Looked for again before anybody decides: who has joined the committee since may be in conflict.
    await refreshConflicts(context);
    const {tx, organisationId, committeeId, data} = context;
    const rows = await tx.rows(findMembers, [organisationId, committeeId]);
    const present = rows.filter(({id}) => data.present.includes(id));
    for (const {id} of present) await context.relate(id, 'present');
    const content = {present: present.map(({id, display_name}) => ({id, name: display_name}))};
    await context.addItem({kind: 'attendance', compartment: 'deliberation', owner: null, content});
  },
};

interface RecusalData {
  readonly reason: string;
  /** What they may still tell; after it they are out. */
  readonly facts?: string;
}

const recuse: ActionHandler<RecusalData> = {
  effect: 'recuse',
  foresee: (considered) => foreseen(considered, () => withRecused(considered, [considered.actor.personId])),
  apply: async (context) => takeOut(context, context.actor.personId),
};

const recordRecusal: ActionHandler<RecusalData & {member: string}> = {
  effect: 'recordRecusal',
  foresee: (considered) =>
    foreseen(considered, () => withRecused(considered, entered(considered.data, 'member'))),
  apply: async (context) => takeOut(context, context.data.member),
};

/** @param after the relations that would then hold, of the members' ids */
async function foreseen(
  {tx, organisationId, committeeId}: Considered,
  after: (ids: readonly string[]) => readonly CaseRelation[],
): Promise<Foreseen> {
  const rows = await tx.rows(findMembers, [organisationId, committeeId]);
  const members = rows.map(({id, display_name: name}) => ({id, name}));
  return {members, relations: after(members.map(({id}) => id))};
}

const withRecused = ({relations}: Considered, ids: readonly string[]): readonly CaseRelation[] => [
  ...relations,
  ...ids.map((personId) => ({personId, relation: 'recused'})),
];

/** The ids in a field of a form that somebody is still filling in. */
function entered(data: Considered['data'], field: string): string[] {
  const value = (data as Readonly<Record<string, unknown>>)[field];
  return [value].flat().filter((id) => typeof id === 'string');
}

/** Out of discussion and vote, for the life of the case. */
async function takeOut(context: ActionContext<RecusalData>, personId: string): Promise<void> {
  await context.relate(personId, 'recused');
  const by = context.actor.personId;
  await declareConflict(context, {about: personId, kind: 'other', occasion: 'voting', by});
  const {reason, facts} = context.data;
  const content = {member: personId, reason, ...(facts !== undefined && {facts})};
  await context.addItem({kind: 'recusal', compartment: 'deliberation', owner: personId, content});
}

async function endAttendance(context: ActionContext<unknown>): Promise<void> {
  for (const {personId, relation} of context.relations)
    if (relation === 'present') await context.unrelate(personId, 'present');
}

/** Whoever presides is looked at once more, before they decide. */
const recordDetermination: ActionHandler = {
  ...recordItem({
    effect: 'recordDetermination',
    kind: 'determination',
    compartment: 'determination',
    owner: null,
  }),
  prepare: refuseConflicted,
  foresee: (considered) => foreseen(considered, () => considered.relations),
};

export const committeeHandlers: readonly ActionHandler<never>[] = [
  recordItem({
    effect: 'recordConferenceCase',
    kind: 'conferenceCase',
    compartment: 'conference',
    owner: null,
  }),
  recordItem({effect: 'recordBottomLines', kind: 'bottomLines', compartment: 'conference', owner: null}),
  convenePanel,
  recordAttendance,
  recuse,
  recordRecusal,
  recordDetermination,
];
