import {Injectable} from '@nestjs/common';
import type {CaseUser} from '../../cases';
import {DECLARABLE, declareConflict} from '../../conflicts';
import type {ConflictKind, Occasion} from '../../conflicts';
import {reading} from '../../platform/database/statement';
import {problems} from '../../platform/errors/problem';
import {ChangeConflicts, ConflictPlace} from './change-conflicts';

export interface NewDeclaration {
  /** Whose conflict it is. */
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly occasion: Occasion;
  readonly detail: string;
}

const findPerson = reading<{id: string}>(
  'conflict_desk_person',
  'SELECT id FROM person WHERE organisation_id = $1 AND id = $2',
);

/** Says that somebody is in conflict: oneself, or another. */
@Injectable()
export class Declare {
  constructor(private readonly changes: ChangeConflicts) {}

  /**
   * @returns the place of what was declared
   * @throws Problem `not_found` for a case that they may not know of, `invalid` for nobody
   */
  run(user: CaseUser, caseId: string, declaration: NewDeclaration): Promise<ConflictPlace> {
    const {personId: about, kind, occasion, detail} = declaration;
    return this.changes.run(user, caseId, async ({tx, context, note, record}) => {
      if (!DECLARABLE.includes(kind) || !(await tx.row(findPerson, [user.organisationId, about])))
        throw problems.invalid([{pointer: '/personId', detail: 'is nobody in this organisation'}]);
      const by = user.personId;
      const place = {personId: about, kind, source: about === by ? 'self' : 'other'} as const;
      if (await declareConflict(context, {about, kind, occasion, by}))
        await context.relate(about, 'conflicted');
      await note(place, 'declared', detail);
      return {result: place, record: record('conflictDeclared', place, {occasion})};
    });
  }
}
