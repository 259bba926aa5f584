import {Injectable} from '@nestjs/common';
import {CaseDoor, CaseUser, findCaseNumbered} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import {WorkflowCatalogue} from '../../workflow';
import {isId} from '../../platform/is-id';
import type {HoldScope} from '../domain/retention';
import {findNames} from '../persistence/desk-rows';
import {HoldRow, findCaseOf} from '../persistence/retention-rows';
import {numberedCases} from './numbered-cases';

/** What legal holds are on, as far as somebody at the desk may know of it. */
@Injectable()
export class HeldSubjects {
  constructor(
    private readonly door: CaseDoor,
    private readonly catalogue: WorkflowCatalogue,
  ) {}

  /**
   * The subject as the database compares it: an id in small letters, of a case also when its number was given.
   *
   * @returns null when there is no such case, person or programme, or none that this person may know of
   */
  async canonical(
    tx: ReadTransaction,
    user: CaseUser,
    {scope, subject}: {readonly scope: HoldScope; readonly subject: string},
  ): Promise<string | null> {
    const named = subject.trim();
    if (scope === 'all') return named === '' ? '' : null;
    if (scope === 'programme') return this.#programme(tx, user, named);
    const id = isId(named.toLowerCase()) ? named.toLowerCase() : null;
    if (scope === 'person') return id !== null && (await isPerson(tx, user, id)) ? id : null;
    const found = id ?? (await tx.row(findCaseNumbered, [user.organisationId, named]))?.id ?? null;
    if (found === null) return null;
    return (await numberedCases(tx, this.door, user, [found])).has(found) ? found : null;
  }

  /** Less those on cases that the gate hides from this person, and those on themselves. */
  async visible(tx: ReadTransaction, user: CaseUser, holds: readonly HoldRow[]): Promise<HoldRow[]> {
    const ids = holds.filter(({scope}) => scope === 'case').map(({subject}) => subject);
    const cases = await numberedCases(tx, this.door, user, [...new Set(ids.filter(isId))]);
    return holds.filter(({scope, subject}) => {
      if (scope === 'case') return cases.has(subject);
      return scope !== 'person' || subject !== user.personId;
    });
  }

  /** One that is offered, or under which some case once began. */
  async #programme(tx: ReadTransaction, {organisationId}: CaseUser, id: string): Promise<string | null> {
    if (this.catalogue.offered(id)) return id;
    return (await tx.row(findCaseOf, [organisationId, id])) ? id : null;
  }
}

const isPerson = async (tx: ReadTransaction, {organisationId}: CaseUser, id: string): Promise<boolean> =>
  (await tx.rows(findNames, [organisationId, [id]])).length > 0;
