import {detectConflicts} from '../conflicts';
import {reading} from '../platform/database/statement';
import {ActionContext, ActionHandler, ChoiceSource, recordItem} from '../workflow';

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

/** Looked for again before anybody decides: who has joined the committee or a practice group since may not take part. */
async function keepOutConflicted(context: ActionContext<unknown>): Promise<void> {
  for (const officer of await detectConflicts(context.tx, context, [], context.now))
    await context.relate(officer, 'conflicted');
}

/** A new meeting begins with nobody present. */
const convenePanel: ActionHandler = {
  effect: 'convenePanel',
  async apply(context) {
    await endAttendance(context);
    await keepOutConflicted(context);
    await context.addItem({kind: 'meeting', compartment: 'deliberation', owner: null, content: context.data});
  },
};

/** Who is present now; whoever is no longer named has left. */
const recordAttendance: ActionHandler<{present: readonly string[]}> = {
  effect: 'recordAttendance',
  async apply(context) {
    await endAttendance(context);
    await keepOutConflicted(context);
    const {tx, organisationId, committeeId, data} = context;
    const rows = await tx.rows(findMembers, [organisationId, committeeId]);
    const present = rows.filter(({id}) => data.present.includes(id));
    for (const {id} of present) await context.relate(id, 'present');
    const content = {present: present.map(({id, display_name}) => ({id, name: display_name}))};
    await context.addItem({kind: 'attendance', compartment: 'deliberation', owner: null, content});
  },
};

const recuse: ActionHandler<{reason: string}> = {
  effect: 'recuse',
  apply: async (context) => takeOut(context, context.actor.personId, context.data.reason),
};

const recordRecusal: ActionHandler<{member: string; reason: string}> = {
  effect: 'recordRecusal',
  apply: async (context) => takeOut(context, context.data.member, context.data.reason),
};

/** Out of discussion and vote, for the life of the case. */
async function takeOut(context: ActionContext<unknown>, personId: string, reason: string): Promise<void> {
  await context.relate(personId, 'recused');
  const content = {member: personId, reason};
  await context.addItem({kind: 'recusal', compartment: 'deliberation', owner: personId, content});
}

async function endAttendance(context: ActionContext<unknown>): Promise<void> {
  for (const {personId, relation} of context.relations)
    if (relation === 'present') await context.unrelate(personId, 'present');
}

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
  recordItem({
    effect: 'recordDetermination',
    kind: 'determination',
    compartment: 'determination',
    owner: null,
  }),
];
