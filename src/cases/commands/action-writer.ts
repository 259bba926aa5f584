import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {seal} from '../../platform/crypto/sealing';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {NoticeKind, Notices} from '../../notices';
import {ActionContext, Actor, NewItem, WorkCalendar} from '../../workflow';
import {
  ItemRow,
  endRelation,
  insertItem,
  insertRelation,
  moveCase,
  releaseItems,
} from '../persistence/case-rows';
import {StoredCase, itemPlace, itemsOf, openKey} from '../persistence/stored-case';
import {caseContext} from '../queries/case-views';
import {namingTexts} from '../queries/naming-texts';
import {CaseTime} from './case-time';

interface WriterPorts {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly notices: Notices;
}

/** Everything that an action's handlers write about a case, kept in step with the case in memory. */
export class ActionWriter {
  readonly #tx: WriteTransaction;
  readonly #ports: WriterPorts;
  readonly #now: Date;
  readonly time: CaseTime;
  #stored: StoredCase;
  #moved = false;

  constructor(tx: WriteTransaction, stored: StoredCase, time: CaseTime, ports: WriterPorts) {
    this.#tx = tx;
    this.#stored = stored;
    this.time = time;
    this.#ports = ports;
    this.#now = ports.clock.now();
  }

  /** The case as it is after what was written so far. */
  get stored(): StoredCase {
    return this.#stored;
  }

  /** Whether the case went to another committee, whose chairs and quorum are not known here. */
  get moved(): boolean {
    return this.#moved;
  }

  get now(): Date {
    return this.#now;
  }

  /** What handlers reckon time by. */
  get clock(): {readonly now: Date; readonly calendar: WorkCalendar; readonly dueAt: Date | null} {
    return {now: this.#now, calendar: this.time.calendar, dueAt: this.#stored.row.due_at};
  }

  context<Data>(actor: Actor, data: Data): ActionContext<Data> {
    return {
      ...caseContext(this.#stored),
      texts: () => namingTexts(this.#stored),
      tx: this.#tx,
      actor,
      data,
      ...this.clock,
      randomness: this.#ports.randomness,
      addItem: (item) => this.addItem(item),
      items: (kind) => Promise.resolve(itemsOf(this.#stored, kind)),
      release: (compartments) => this.#release(compartments),
      relate: (personId, relation) => this.relate(personId, relation),
      unrelate: (personId, relation) => this.#unrelate(personId, relation),
      notify: (personId, kind) => this.notify(personId, kind as NoticeKind),
      extendDeadline: (due) => this.#extendDeadline(due),
      moveTo: (committeeId) => this.#moveTo(committeeId),
    };
  }

  async addItem({kind, compartment, owner, content}: NewItem): Promise<string> {
    const {organisationId, row} = this.#stored;
    const id = this.#ports.randomness.uuid();
    const sealed = seal(
      openKey(this.#stored),
      itemPlace(row.id, id),
      Buffer.from(JSON.stringify(content)),
      this.#ports.randomness,
    );
    const {round} = caseContext(this.#stored);
    await this.#tx.write(insertItem, [
      organisationId,
      row.id,
      id,
      kind,
      compartment,
      owner,
      round,
      this.#now,
      sealed,
    ]);
    const item: ItemRow = {
      id,
      kind,
      compartment,
      owner_id: owner,
      round,
      created_at: this.#now,
      released_at: null,
      content: sealed,
    };
    this.#change({items: [...this.#stored.items, item]});
    return id;
  }

  async relate(personId: string, relation: string): Promise<void> {
    const {organisationId, row, relations} = this.#stored;
    await this.#tx.write(insertRelation, [organisationId, row.id, personId, relation, this.#now]);
    if (!relations.some((held) => held.personId === personId && held.relation === relation))
      this.#change({relations: [...relations, {personId, relation}]});
  }

  async notify(personId: string, kind: NoticeKind): Promise<void> {
    const {organisationId, row} = this.#stored;
    await this.#ports.notices.notify(this.#tx, {
      organisation: organisationId,
      person: personId,
      caseId: row.id,
      kind,
      at: this.#now,
    });
  }

  async #unrelate(personId: string, relation: string): Promise<void> {
    const {organisationId, row, relations} = this.#stored;
    await this.#tx.write(endRelation, [organisationId, row.id, personId, relation, this.#now]);
    this.#change({
      relations: relations.filter((held) => held.personId !== personId || held.relation !== relation),
    });
  }

  async #release(compartments: readonly string[]): Promise<void> {
    const {organisationId, row, items} = this.#stored;
    const {round} = caseContext(this.#stored);
    await this.#tx.write(releaseItems, [organisationId, row.id, round, compartments, this.#now]);
    this.#change({
      items: items.map((item) =>
        item.round === round && item.released_at === null && compartments.includes(item.compartment)
          ? {...item, released_at: this.#now}
          : item,
      ),
    });
  }

  async #moveTo(committeeId: string): Promise<void> {
    const {organisationId, row} = this.#stored;
    if (committeeId === row.committee_id) return;
    await this.#tx.write(moveCase, [organisationId, row.id, committeeId]);
    this.#moved = true;
  }

  async #extendDeadline(due: Date): Promise<void> {
    const {state, row} = this.#stored;
    if (await this.time.extend(this.#tx, state.value, {due, now: this.#now}))
      this.#change({row: {...row, due_at: due}});
  }

  #change(parts: Partial<StoredCase>): void {
    this.#stored = {...this.#stored, ...parts};
  }
}

/** Makes the writers; holds what they need beside the transaction. */
@Injectable()
export class ActionWriterSource {
  readonly #ports: WriterPorts;

  constructor(
    clock: Clock,
    readonly randomness: Randomness,
    notices: Notices,
  ) {
    this.#ports = {clock, randomness, notices};
  }

  async writer(tx: WriteTransaction, stored: StoredCase): Promise<ActionWriter> {
    const {organisationId, workflow, row} = stored;
    const time = await CaseTime.of(tx, {organisationId, caseId: row.id, workflow}, this.randomness);
    return new ActionWriter(tx, stored, time, this.#ports);
  }
}
