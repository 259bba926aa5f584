import {Injectable} from '@nestjs/common';
import {AuditedTransaction, configurationRecord} from '../../audit';
import type {Author} from '../../audit';
import {organisationKey, stopKey} from '../../conflicts';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {enqueueJob} from '../../platform/jobs/enqueue-job';
import {
  endIdentity,
  endTie,
  findGroup,
  findPerson,
  insertIdentity,
  insertTie,
  removeAlias,
  removePlaceholder,
  setAlias,
  setGroup,
  setPlaceholder,
} from '../persistence/registry-rows';
import {REFRESH_JOB} from './refresh-cases';

export interface RegistryUser {
  readonly organisationId: string;
  readonly personId: string;
  readonly roles: readonly {readonly role: string}[];
}

export interface NewIdentity {
  readonly personId: string;
  readonly kind: 'name' | 'npi' | 'email' | 'employer' | 'market';
  readonly value: string;
  /** Whether somebody has checked it. */
  readonly verified: boolean;
}

export interface NewTie {
  readonly kind: 'supervisor' | 'family' | 'financial';
  /** Of a supervisor: who supervises. */
  readonly personId: string;
  readonly otherId: string;
  readonly verified: boolean;
}

/** Changes what detection of conflicts rests on; all open cases are then looked at again. */
@Injectable()
export class ChangeRegistry {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @returns its id @throws Problem `not_found`, `invalid` for what is known already */
  async addIdentity(user: RegistryUser, {personId, kind, value, verified}: NewIdentity): Promise<string> {
    if (kind === 'npi' && !/^\d{10}$/.test(value))
      throw problems.invalid([{pointer: '/value', detail: 'must have ten digits'}]);
    const id = this.randomness.uuid();
    await this.#change(user, {type: 'identityAdded', on: personId, details: {kind, verified}}, async (tx) => {
      await known(tx, user, personId);
      const row = [user.organisationId, id, personId, kind, value, verified, this.clock.now()];
      if ((await tx.write(insertIdentity, row)).length === 0)
        throw problems.invalid([{pointer: '/value', detail: 'is known of them already'}]);
    });
    return id;
  }

  /** @throws Problem `not_found` */
  endIdentity(user: RegistryUser, id: string): Promise<void> {
    return this.#change(user, {type: 'identityEnded', on: id, details: {}}, async (tx) => {
      if ((await tx.write(endIdentity, [user.organisationId, id, this.clock.now()])).length === 0)
        throw problems.notFound();
    });
  }

  /** @returns its id @throws Problem `invalid` for nobody, oneself, and what is known already */
  async addTie(user: RegistryUser, {kind, personId, otherId, verified}: NewTie): Promise<string> {
    const id = this.randomness.uuid();
    await this.#change(user, {type: 'tieAdded', on: personId, details: {kind, verified}}, async (tx) => {
      await known(tx, user, personId);
      await known(tx, user, otherId);
      if (personId === otherId)
        throw problems.invalid([{pointer: '/otherId', detail: 'must be somebody else'}]);
      const row = [user.organisationId, id, kind, personId, otherId, verified, this.clock.now()];
      if ((await tx.write(insertTie, row)).length === 0)
        throw problems.invalid([{pointer: '/otherId', detail: 'is tied to them like this already'}]);
    });
    return id;
  }

  /** @throws Problem `not_found` */
  endTie(user: RegistryUser, id: string): Promise<void> {
    return this.#change(user, {type: 'tieEnded', on: id, details: {}}, async (tx) => {
      if ((await tx.write(endTie, [user.organisationId, id, this.clock.now()])).length === 0)
        throw problems.notFound();
    });
  }

  /** @param groupId null for none @throws Problem `not_found`, `invalid` for an unknown group */
  moveToGroup(user: RegistryUser, personId: string, groupId: string | null): Promise<void> {
    const {organisationId} = user;
    return this.#change(user, {type: 'practiceGroupSet', on: personId, details: {}}, async (tx) => {
      await known(tx, user, personId);
      if (groupId !== null && !(await tx.row(findGroup, [organisationId, groupId])))
        throw problems.invalid([{pointer: '/practiceGroupId', detail: 'is no practice group here'}]);
      await tx.write(setGroup, [organisationId, personId, groupId]);
    });
  }

  /** @param standsFor null takes the alias away */
  setAlias(user: RegistryUser, alias: string, standsFor: string | null): Promise<void> {
    const {organisationId} = user;
    const [key, target] = [stopKey(alias), standsFor === null ? null : organisationKey(standsFor)];
    if (key === '') throw problems.invalid([{pointer: '/alias', detail: 'must hold a word'}]);
    if (target === '' || target === key)
      throw problems.invalid([{pointer: '/standsFor', detail: 'must be the name of another organisation'}]);
    return this.#change(user, {type: 'organisationAliasSet', on: null, details: {}}, async (tx) => {
      if (target === null) await tx.write(removeAlias, [organisationId, key]);
      else await tx.write(setAlias, [organisationId, key, target]);
    });
  }

  /** @param listed null leaves it to the list that comes with Collegium */
  setPlaceholder(user: RegistryUser, value: string, listed: boolean | null): Promise<void> {
    const {organisationId} = user;
    const key = stopKey(value);
    if (key === '') throw problems.invalid([{pointer: '/value', detail: 'must hold a word'}]);
    return this.#change(user, {type: 'placeholderSet', on: null, details: {}}, async (tx) => {
      if (listed === null) await tx.write(removePlaceholder, [organisationId, key]);
      else await tx.write(setPlaceholder, [organisationId, key, listed]);
    });
  }

  async #change(
    user: RegistryUser,
    {type, on, details}: {type: string; on: string | null; details: Readonly<Record<string, unknown>>},
    change: (tx: WriteTransaction) => Promise<void>,
  ): Promise<void> {
    const author: Author = user;
    await this.transactions.run(user.organisationId, async (tx) => {
      await change(tx);
      const job = {
        organisation: user.organisationId,
        kind: REFRESH_JOB,
        payload: {},
        dueAt: this.clock.now(),
      };
      await enqueueJob(tx, job);
      return {result: null, records: [configurationRecord(author, {type, action: 'U', on, details})]};
    });
  }
}

async function known(tx: WriteTransaction, user: RegistryUser, personId: string): Promise<void> {
  if (!(await tx.row(findPerson, [user.organisationId, personId]))) throw problems.notFound();
}
