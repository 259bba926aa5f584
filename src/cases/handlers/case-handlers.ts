import {refreshConflicts} from '../../conflicts';
import {leaveSpace} from '../persistence/protected-space';
import {ActionHandler, endOfDay, recordItem, shift} from '../../workflow';

interface ProtectedSpaceData {
  readonly committee: string;
  readonly purpose: string;
  readonly privilegeBasis: string;
  readonly requestedBy: string;
}

/** On record before any opinion can be entered: committee, purpose, privilege basis, who asked, and when it entered. */
const enterProtectedSpace: ActionHandler<ProtectedSpaceData> = {
  effect: 'enterProtectedSpace',
  async apply(context) {
    const {committee, ...basis} = context.data;
    await context.moveTo(committee);
    const content = {...basis, committeeId: committee, enteredAt: context.now.toISOString()};
    await context.addItem({kind: 'protection', compartment: 'process', owner: null, content});
    await refreshConflicts(context);
  },
};

/**
 * What goes to the formal process is a record apart, with a number of its own: the facts for the receiving body where the
 * office and the committee deliberate, the number and the date with the dates of the case.
 */
const recordHandOff: ActionHandler<{to: string; facts: string}> = {
  effect: 'recordHandOff',
  async apply(context) {
    const {organisationId, caseId, now, tx, actor} = context;
    const left = {kind: 'handOff', organisationId, caseId, itemId: null, by: actor.personId, now} as const;
    const number = await leaveSpace(tx, left);
    const handedOffAt = now.toISOString();
    const item = {kind: 'handOff', compartment: 'deliberation', owner: null} as const;
    await context.addItem({...item, content: {number, handedOffAt, ...context.data}});
    const record = {kind: 'handOffRecord', compartment: 'process', owner: null} as const;
    await context.addItem({...record, content: {number, handedOffAt}});
  },
};

/** The named physician leader is told the same day: now. */
const tellPhysicianLeader: ActionHandler<{leader: string; concern: string}> = {
  effect: 'tellPhysicianLeader',
  async apply(context) {
    const {leader, concern} = context.data;
    await context.relate(leader, 'physicianLeader');
    await context.addItem({
      kind: 'immediateConcern',
      compartment: 'concern',
      owner: leader,
      content: {concern},
    });
    await context.notify(leader, 'immediateConcern');
  },
};

/** Ends the case and asks the physician and the reviewers two questions. */
const closeCase: ActionHandler<{comment?: string}> = {
  effect: 'closeCase',
  async apply(context) {
    if (context.data.comment !== undefined)
      await context.addItem({
        kind: 'closing',
        compartment: 'deliberation',
        owner: null,
        content: context.data,
      });
    const surveyed = context.relations.filter(({relation}) => SURVEYED.has(relation));
    for (const personId of new Set(surveyed.map((held) => held.personId))) {
      await context.relate(personId, 'surveyed');
      await context.notify(personId, 'surveyOpen');
    }
    await context.notify(context.referrerId, 'caseClosed');
  },
};

const SURVEYED = new Set(['subject', 'lockedReviewer']);

const recordSurvey: ActionHandler = {
  effect: 'recordSurvey',
  async apply(context) {
    // Without an owner: an answer is not traced to whoever gave it.
    await context.addItem({kind: 'survey', compartment: 'statistics', owner: null, content: context.data});
    await context.unrelate(context.actor.personId, 'surveyed');
  },
};

/** How far away the end of a stage may be put. */
const MOST_MORE = 'P2Y';

/** More time for the present stage, to the end of a day. */
const extendDeadline: ActionHandler<{until: string; reason: string}> = {
  effect: 'extendDeadline',
  prepare({data, calendar, now, dueAt}) {
    const until = endOfDay(data.until, calendar);
    const fault = (detail: string) => Promise.resolve({faults: [{pointer: '/data/until', detail}]});
    if (dueAt === null) return fault('cannot be given: nothing is due at this stage');
    if (until > shift(now, MOST_MORE, 'calendar', calendar))
      return fault('must be within two years: give more time again when it comes to that');
    if (until <= now || until <= dueAt) return fault('must be a day after the one on which it is due now');
    return Promise.resolve({});
  },
  async apply(context) {
    const {until, reason} = context.data;
    await context.extendDeadline(endOfDay(until, context.calendar));
    await context.addItem({
      kind: 'extension',
      compartment: 'deliberation',
      owner: null,
      content: {until, reason},
    });
  },
};

export const caseHandlers: readonly ActionHandler<never>[] = [
  enterProtectedSpace,
  tellPhysicianLeader,
  closeCase,
  recordSurvey,
  extendDeadline,
  recordItem({effect: 'recordLapse', kind: 'lapse', compartment: 'process', owner: null}),
  recordItem({effect: 'recordReason', kind: 'reason', compartment: 'deliberation', owner: null}),
  recordItem({effect: 'recordScreenedOut', kind: 'screenedOut', compartment: 'deliberation', owner: null}),
  recordItem({effect: 'recordRiskReferral', kind: 'riskReferral', compartment: 'deliberation', owner: null}),
  recordHandOff,
];
