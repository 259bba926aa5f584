import {Injectable} from '@nestjs/common';
import {AtLeastOne, AuditRecord, AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {ReadDatabase} from '../../platform/database/read-database';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {enqueueJob} from '../../platform/jobs/enqueue-job';
import {TOKEN_BYTES, tokenHash} from '../domain/access-token';
import {LINK_LIFETIME, LinkPurpose} from '../domain/account-link';
import {normalEmail} from '../domain/email-address';
import {
  endLinksOf,
  findLinkRecipient,
  findReachable,
  insertLink,
} from '../persistence/account-link-statements';
import {signInRecord} from '../sign-in-record';

/** Kind of the jobs that mail a link; their payload is `{person, purpose}`: the token is made when it is sent. */
export const LINK_JOB = 'accountLink';

export interface LinkOrder {
  readonly organisationId: string;
  readonly personId: string;
  readonly purpose: LinkPurpose;
}

/** A link as it goes to its one reader. */
export interface MadeLink {
  readonly token: string;
  readonly recipient: {readonly name: string; readonly address: string};
  readonly records: AtLeastOne<AuditRecord>;
}

/** One-time links by which a person alone chooses their password: nobody else ever knows one. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly database: ReadDatabase,
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Asks for a link, as whoever forgot their password does. It is the same whether or not somebody has the address. */
  async askForRecovery({email, address}: {email: string; address: string}): Promise<void> {
    const found = await this.database.read((tx) => tx.row(findReachable, [normalEmail(email)]));
    if (!found) return;
    const {organisation_id: organisationId, person_id: personId} = found;
    await this.transactions.run(organisationId, async (tx) => {
      if (personId !== null) await this.#enqueue(tx, {organisationId, personId, purpose: 'recovery'});
      return {result: null, records: [signInRecord('recoveryAsked', personId, {address})]};
    });
  }

  /**
   * Has a link mailed to the person's own address.
   *
   * @param by id of a person, or `system`
   * @throws Problem `not_found` for nobody and for a disabled account
   */
  async send(order: LinkOrder, by: string): Promise<void> {
    const {organisationId, personId} = order;
    await this.transactions.run(organisationId, async (tx) => {
      if (!(await tx.row(findLinkRecipient, [organisationId, personId]))) throw problems.notFound();
      return {result: null, records: [await this.sendWithin(tx, order, by)]};
    });
  }

  /** Has a link mailed as part of the caller's transaction. @returns what is to be put on record */
  async sendWithin(tx: WriteTransaction, order: LinkOrder, by: string): Promise<AuditRecord> {
    await this.#enqueue(tx, order);
    return signInRecord('linkOrdered', order.personId, {purpose: order.purpose, by});
  }

  /**
   * Makes the link; those that were made before open no longer.
   *
   * @returns `null` for nobody and for a disabled account
   */
  async make(tx: WriteTransaction, order: LinkOrder): Promise<MadeLink | null> {
    const {organisationId, personId, purpose} = order;
    const recipient = await tx.row(findLinkRecipient, [organisationId, personId]);
    if (!recipient) return null;
    const now = this.clock.now();
    const token = this.randomness.bytes(TOKEN_BYTES).toString('base64url');
    const expires = new Date(now.getTime() + LINK_LIFETIME[purpose]);
    await tx.write(endLinksOf, [organisationId, personId, now]);
    await tx.write(insertLink, [organisationId, personId, tokenHash(token), purpose, now, expires]);
    return {
      token,
      recipient: {name: recipient.display_name, address: recipient.email},
      records: [signInRecord('linkMade', personId, {purpose})],
    };
  }

  async #enqueue(tx: WriteTransaction, {organisationId, personId, purpose}: LinkOrder): Promise<void> {
    const payload = {person: personId, purpose};
    await enqueueJob(tx, {organisation: organisationId, kind: LINK_JOB, payload, dueAt: this.clock.now()});
  }
}
