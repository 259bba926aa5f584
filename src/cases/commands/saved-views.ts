import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, streams} from '../../audit';
import type {SignedInPerson} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {MOST_VIEWS, SavedView} from '../domain/saved-view';
import {deleteView, findViews, insertView, lockViewer, updateView} from '../persistence/view-rows';

type NewView = Omit<SavedView, 'id'>;

/** Keeps, changes and forgets views of one's own. On record stands that, and not what they are called. */
@Injectable()
export class SavedViews {
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor(transaction: AuditedTransaction, clock: Clock, randomness: Randomness) {
    this.#transaction = transaction;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  /** @throws Problem `invalid` when the name is taken, or there are too many */
  async save(person: SignedInPerson, {name, filter}: NewView): Promise<SavedView> {
    const {organisationId, personId} = person;
    const id = this.#randomness.uuid();
    await this.#transaction.run(organisationId, async (tx) => {
      const others = await this.#others(tx, person, {id, name});
      if (others >= MOST_VIEWS)
        throw problems.invalid([
          {pointer: '', detail: `There are ${MOST_VIEWS} views already; delete one first.`},
        ]);
      await tx.write(insertView, [organisationId, id, personId, name, filter, this.#clock.now()]);
      return {result: null, records: [viewRecord(personId, 'viewSaved', id)]};
    });
    return {id, name, filter};
  }

  /** @throws Problem `not_found` for a view that is not one's own, `invalid` when another has the name */
  async change(person: SignedInPerson, {id, name, filter}: SavedView): Promise<SavedView> {
    const {organisationId, personId} = person;
    await this.#transaction.run(organisationId, async (tx) => {
      await this.#others(tx, person, {id, name});
      const [changed] = await tx.write(updateView, [
        organisationId,
        personId,
        id,
        name,
        filter,
        this.#clock.now(),
      ]);
      if (!changed) throw problems.notFound();
      return {result: null, records: [viewRecord(personId, 'viewChanged', id)]};
    });
    return {id, name, filter};
  }

  /** @throws Problem `not_found` for a view that is not one's own */
  async forget({organisationId, personId}: SignedInPerson, id: string): Promise<void> {
    await this.#transaction.run(organisationId, async (tx) => {
      const [gone] = await tx.write(deleteView, [organisationId, personId, id]);
      if (!gone) throw problems.notFound();
      return {result: null, records: [viewRecord(personId, 'viewDeleted', id)]};
    });
  }

  /** How many other views the person has. @throws Problem `invalid` when one of them has the name */
  async #others(
    tx: WriteTransaction,
    {organisationId, personId}: SignedInPerson,
    {id, name}: {id: string; name: string},
  ): Promise<number> {
    await tx.row(lockViewer, [organisationId, personId]);
    const others = (await tx.rows(findViews, [organisationId, personId])).filter((view) => view.id !== id);
    if (others.some((view) => sameName(view.name, name)))
      throw problems.invalid([{pointer: '/name', detail: 'Another view of yours has this name.'}]);
    return others.length;
  }
}

/** As names of saved reports are compared. */
const sameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

const viewRecord = (
  personId: string,
  type: 'viewSaved' | 'viewChanged' | 'viewDeleted',
  view: string,
): AuditRecord => ({
  stream: streams.account(personId),
  kind: 'change',
  event: {
    type,
    action: type === 'viewSaved' ? 'C' : type === 'viewChanged' ? 'U' : 'D',
    outcome: '0',
    who: personId,
    as: [],
    on: null,
    details: {view},
  },
});
