import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser, SeenCase, caseContext, openInCase, readRecord, unseenRecord} from '../../cases';
import {KnownConflict, findNotes, knownConflicts} from '../../conflicts';
import {hidingRelations} from '../../disclosure';
import {Clock} from '../../platform/clock/clock';
import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {ConflictSight, mayName, maySee} from '../domain/conflict-sight';
import {conflictSightOf} from './conflict-sight-of';

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

export interface ListedNote {
  readonly what: string;
  /** Null where it would tell who is what to the case. */
  readonly by: NamedPerson | null;
  readonly at: string;
  /** Null once the case's key is gone. */
  readonly text: string | null;
}

export interface ListedConflict {
  readonly person: NamedPerson;
  readonly conflict: KnownConflict;
  readonly declaredBy: NamedPerson | null;
  readonly decidedBy: NamedPerson | null;
  readonly secondedBy: NamedPerson | null;
  readonly proposal: {readonly decision: string; readonly by: NamedPerson} | null;
  readonly notes: readonly ListedNote[];
}

export interface Clearance {
  readonly person: NamedPerson;
  readonly couldReview: boolean;
  /** What they are to the case that keeps them from being asked. */
  readonly relations: readonly string[];
  readonly conflicts: readonly ListedConflict[];
}

const findNames = reading<{id: string; display_name: string}>(
  'conflict_desk_names',
  'SELECT id, display_name FROM person WHERE organisation_id = $1 AND id = ANY ($2::uuid[])',
);

/** Relations with which nobody is asked to review; those of a reviewer who was asked already stand beside them. */
const IN_THE_WAY: ReadonlySet<string> = new Set([
  'subject',
  'referrer',
  'conflicted',
  'recused',
  'formerReviewer',
]);

/** Conflicts with a case as a viewer may know them: the office and whoever presides know all but their own. */
@Injectable()
export class ListConflicts {
  constructor(
    private readonly log: AccessLog,
    private readonly door: CaseDoor,
    private readonly clock: Clock,
  ) {}

  /**
   * Everybody else who sees the case finds what they themselves declared.
   *
   * @throws Problem `not_found` alike for absent and hidden
   */
  async all(user: CaseUser, caseId: string): Promise<ListedConflict[]> {
    return this.#look(user, caseId, async (tx, seen) => {
      const known = await knownConflicts(tx, caseContext(seen.stored), this.clock.now());
      const sight = await conflictSightOf(tx, this.door, user, seen);
      return this.#listed(tx, seen, sight, known);
    });
  }

  /**
   * Whether somebody, whatever they are, could review the case, and what is known against it.
   *
   * @throws Problem `not_found` for a case, or its conflicts, of which this person may not know, where they may not know whose
   *   case it is, for nobody, and for themselves
   */
  async couldReview(user: CaseUser, caseId: string, personId: string): Promise<Clearance> {
    return this.#look(user, caseId, async (tx, seen) => {
      const [person] = await tx.rows(findNames, [user.organisationId, [personId]]);
      const {sees} = seen.view.disclosed;
      // Asked of one after the other, it would tell whose case it is.
      const mayAsk = sees.has('conflict') && sees.has('subjectIdentity');
      if (!mayAsk || !person || personId === user.personId) throw problems.notFound();
      const one = caseContext(seen.stored);
      const known = await knownConflicts(tx, one, this.clock.now(), personId);
      const sight = await conflictSightOf(tx, this.door, user, seen);
      const theirs = known.filter((conflict) => conflict.personId === personId);
      const conflicts = await this.#listed(tx, seen, sight, theirs);
      // What is hidden keeps nobody from it: that would tell of it.
      const blocked = conflicts.some(({conflict}) => conflict.blocks);
      const relations = seen.stored.relations
        .filter((held) => held.personId === personId && IN_THE_WAY.has(held.relation))
        .map(({relation}) => relation)
        .filter((relation) => relation !== 'conflicted' || blocked)
        // Who referred it, and who reviewed it, is told to those alone who see that identity.
        .filter((relation) => hidingRelations([relation], sees).length === 0);
      return {
        person: {id: personId, name: person.display_name},
        couldReview: relations.length === 0 && !blocked,
        relations: relations.sort(),
        conflicts,
      };
    });
  }

  async #look<T>(
    user: CaseUser,
    caseId: string,
    look: (tx: ReadTransaction, seen: SeenCase) => Promise<T>,
  ): Promise<T> {
    const found = await this.log.read(user.organisationId, async (tx) => {
      const seen = await this.door.see(tx, user, caseId);
      const unseen = unseenRecord(caseId, {who: user.personId, what: 'conflictsRefused'});
      if (!seen) return {result: null, records: [unseen]};
      const {relations, disclosed} = seen.view;
      const shown = {
        who: user.personId,
        as: relations,
        what: 'conflictsOpened',
        shown: ['conflict'],
      } as const;
      const records = disclosed.sees.has('conflict') ? [readRecord(caseId, shown)] : [];
      return {result: {value: await look(tx, seen)}, records};
    });
    if (!found) throw problems.notFound();
    return found.value;
  }

  async #listed(
    tx: ReadTransaction,
    {stored}: SeenCase,
    sight: ConflictSight,
    all: readonly KnownConflict[],
  ): Promise<ListedConflict[]> {
    const {organisationId} = stored;
    const known = all.filter((conflict) => maySee(sight, conflict));
    const notes = known.length > 0 ? await tx.rows(findNotes, [organisationId, stored.row.id]) : [];
    const ids = new Set([
      ...known.flatMap(({personId, row}) => [
        personId,
        ...(row ? [row.declared_by, row.decided_by, row.seconded_by, row.proposed_by] : []),
      ]),
      ...notes.map(({made_by}) => made_by),
    ]);
    ids.delete(null);
    const rows = await tx.rows(findNames, [organisationId, [...ids]]);
    const names = new Map(rows.map(({id, display_name}) => [id, display_name]));
    const named = (id: string): NamedPerson => ({id, name: names.get(id) ?? 'Collegium'});
    const maybe = (id: string | null | undefined): NamedPerson | null => (id ? named(id) : null);
    const declarer = (id: string | null | undefined): NamedPerson | null =>
      id && mayName(sight, id) ? named(id) : null;
    return known.map((conflict) => {
      const {row} = conflict;
      const by = maybe(row?.proposed_by);
      const own = notes.filter(
        (note) =>
          note.person_id === conflict.personId &&
          note.kind === conflict.kind &&
          note.source === conflict.source,
      );
      return {
        person: named(conflict.personId),
        conflict,
        declaredBy: declarer(row?.declared_by),
        decidedBy: maybe(row?.decided_by),
        secondedBy: maybe(row?.seconded_by),
        proposal: by && {decision: row?.proposed ?? '', by},
        notes: own.map(({id, what, made_by, made_at, content}) => ({
          ...{what, by: what === 'declared' ? declarer(made_by) : named(made_by)},
          at: made_at.toISOString(),
          text: openInCase(stored, `conflict/${id}`, content),
        })),
      };
    });
  }
}
