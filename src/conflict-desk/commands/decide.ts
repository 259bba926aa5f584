import {Injectable} from '@nestjs/common';
import {CaseDoor, CaseUser, presidingPeople} from '../../cases';
import {
  KnownConflict,
  knownConflicts,
  refreshConflicts,
  setDecision,
  setProposal,
  takesTwo,
} from '../../conflicts';
import type {ConflictDecision} from '../../conflicts';
import {problems} from '../../platform/errors/problem';
import {maySee} from '../domain/conflict-sight';
import {decisionFault, ownFault, secondFault} from '../domain/decision-fault';
import {conflictSightOf} from '../queries/conflict-sight-of';
import {ChangeConflicts, ConflictChange, ConflictPlace} from './change-conflicts';

export interface NewDecision extends ConflictPlace {
  readonly decision: ConflictDecision;
  readonly reason: string;
}

export interface SecondWord extends ConflictPlace {
  readonly agree: boolean;
  readonly reason: string;
}

/** What the office, or whoever presides, says of a conflict; to free somebody against a grave one takes two. */
@Injectable()
export class Decide {
  constructor(
    private readonly changes: ChangeConflicts,
    private readonly door: CaseDoor,
  ) {}

  /**
   * @returns whether it waits for a second person
   * @throws Problem `not_found` for what they may not know of, `action_not_allowed` for what concerns themselves
   */
  first(user: CaseUser, caseId: string, decision: NewDecision): Promise<boolean> {
    return this.changes.run(user, caseId, async (change) => {
      // Before it is looked for: an answer about oneself must not tell whether others know of something.
      refuse(change, decisionFault(user.personId, decision, decision.decision));
      const known = await this.#conflictAt(change, user, decision);
      const {tx, context, note, record} = change;
      const place = placeOf(change, decision);
      const details = {decision: decision.decision};
      const proposed = takesTwo(known, decision.decision);
      await note(decision, proposed ? 'proposed' : decision.decision, decision.reason);
      if (!proposed) {
        await tx.write(setDecision, [...place, decision.decision, user.personId, context.now, null]);
        await takeEffect(change, decision.personId);
        return {result: false, record: record('conflictDecided', decision, details)};
      }
      await tx.write(setProposal, [...place, decision.decision, user.personId, context.now]);
      for (const chair of await presidingPeople(tx, change.seen.stored, [decision.personId, user.personId]))
        await context.notify(chair, 'conflictOverrideProposed');
      return {result: true, record: record('conflictOverrideProposed', decision, details)};
    });
  }

  /** @throws Problem `not_found`, also where nothing waits; `action_not_allowed` for whoever proposed it or is concerned */
  second(user: CaseUser, caseId: string, word: SecondWord): Promise<void> {
    return this.changes.run(user, caseId, async (change) => {
      refuse(change, ownFault(user.personId, word));
      const {row} = await this.#conflictAt(change, user, word);
      if (!row?.proposed || !row.proposed_by) throw problems.notFound();
      refuse(change, secondFault(user.personId, row.proposed_by));
      const {tx, context, note, record} = change;
      const place = placeOf(change, word);
      await note(word, word.agree ? 'agreed' : 'declined', word.reason);
      if (word.agree)
        await tx.write(setDecision, [...place, row.proposed, row.proposed_by, context.now, user.personId]);
      else await tx.write(setProposal, [...place, null, null, null]);
      await takeEffect(change, word.personId);
      const details = {decision: row.proposed, proposedBy: row.proposed_by};
      const type = word.agree ? 'conflictDecided' : 'conflictOverrideDeclined';
      return {result: undefined, record: record(type, word, details)};
    });
  }

  /**
   * The conflict as it is now, stored if it has only just arisen.
   *
   * @throws Problem `not_found` alike for absent and hidden
   */
  async #conflictAt(
    {tx, context, seen}: ConflictChange,
    user: CaseUser,
    place: ConflictPlace,
  ): Promise<KnownConflict> {
    await refreshConflicts(context);
    const known = await knownConflicts(tx, context, context.now);
    const found = known.find(
      ({personId, kind, source}) =>
        personId === place.personId && kind === place.kind && source === place.source,
    );
    if (!found || !maySee(await conflictSightOf(tx, this.door, user, seen), found)) throw problems.notFound();
    return found;
  }
}

const placeOf = ({context}: ConflictChange, {personId, kind, source}: ConflictPlace): string[] => [
  context.organisationId,
  context.caseId,
  personId,
  kind,
  source,
];

/** @throws Problem `not_found` for whoever may know of no conflicts, `action_not_allowed` where there is a fault */
function refuse({seen}: ConflictChange, fault: string | null): void {
  if (!seen.view.disclosed.sees.has('conflict')) throw problems.notFound();
  if (fault !== null) throw problems.actionNotAllowed(fault);
}

/** Whoever is freed of all that blocks them is let back in, unless they recused themselves; whoever is blocked is out. */
async function takeEffect({tx, context}: ConflictChange, personId: string): Promise<void> {
  await refreshConflicts(context);
  const known = await knownConflicts(tx, context, context.now);
  if (!known.some((conflict) => conflict.personId === personId && conflict.blocks))
    await context.unrelate(personId, 'conflicted');
}
