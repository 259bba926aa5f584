import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {Randomness} from '../../platform/crypto/randomness';
import {holdKey} from '../../platform/database/installation-key';
import {WriteTransaction} from '../../platform/database/transaction';
import {scatteredPlace, serialNumber} from '../../platform/serial-number';
import {CaseState, Facts, Workflow, stagePath} from '../../workflow';
import {insertCaseKey} from '../persistence/case-keys';
import {findCaseNumbered, insertCase, nextNumber, setDue} from '../persistence/case-rows';
import {CaseTime} from './case-time';

/** A referral's data, valid by the programme's form. */
export interface Referral {
  readonly class: string;
  readonly focusPhysician: string;
  readonly furtherPhysicians?: readonly string[];
  readonly patientReference: string;
  readonly [field: string]: unknown;
}

export interface NewCase {
  readonly organisationId: string;
  readonly workflow: Workflow;
  readonly committeeId: string;
  readonly subjectId: string;
  readonly referrerId: string;
  readonly eventGroup: string | null;
  readonly class: string;
  readonly state: CaseState;
  readonly facts: Facts;
}

/** Writes the row of a new case with its number, its random reference and its own data key. */
@Injectable()
export class OpenCase {
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #keys: KeyEncryptionKey;

  constructor(clock: Clock, randomness: Randomness, keys: KeyEncryptionKey) {
    this.#clock = clock;
    this.#randomness = randomness;
    this.#keys = keys;
  }

  /** @returns the new case's id */
  async insert(tx: WriteTransaction, opened: NewCase): Promise<string> {
    const {organisationId, workflow, state, facts} = opened;
    const now = this.#clock.now();
    const id = this.#randomness.uuid();
    const stage = stagePath(state.value);
    await tx.write(insertCase, [
      organisationId,
      id,
      await this.#number(tx, opened, {id, now}),
      this.#randomness.reference(),
      workflow.id,
      workflow.version,
      workflow.hash,
      JSON.stringify(state.value),
      JSON.stringify(state.history),
      JSON.stringify(facts),
      stage,
      now,
      opened.committeeId,
      opened.class,
      opened.subjectId,
      opened.referrerId,
      opened.eventGroup,
    ]);
    await holdKey(tx, this.#keys);
    await tx.write(insertCaseKey, [organisationId, id, this.#keys.newDataKey(`case/${id}`).wrapped, now]);
    const time = await CaseTime.of(tx, {organisationId, caseId: id, workflow}, this.#randomness);
    const due = await time.enter(tx, state.value, now);
    if (due) await tx.write(setDue, [organisationId, id, due]);
    return id;
  }

  async #number(
    tx: WriteTransaction,
    {organisationId, workflow}: NewCase,
    {id, now}: {readonly id: string; readonly now: Date},
  ): Promise<string> {
    const prefix = workflow.meta.numberPrefix;
    const year = now.getUTCFullYear();
    // Its lock makes one number wait for the other.
    const [row] = await tx.write(nextNumber, [organisationId, prefix, year, 1]);
    for (let attempt = 0; ; attempt += 1) {
      const number = serialNumber(prefix, year, scatteredPlace(id, attempt, row?.last ?? 0));
      if (!(await tx.row(findCaseNumbered, [organisationId, number]))) return number;
    }
  }
}
