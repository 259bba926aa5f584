import {Injectable} from '@nestjs/common';
import {AuditedTransaction, LogCheck, findLeaf, readOpened, streams} from '../../audit';
import type {CheckedLog} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {findDisposal, findVerification, insertVerification} from '../persistence/disposal-rows';

const BATCH = 1000;

/** Has the whole log checked for a disposal's certificate: once for what went, however often the certificate is read. */
@Injectable()
export class Certify {
  readonly #database: ReadDatabase;
  readonly #transaction: AuditedTransaction;
  readonly #check: LogCheck;
  readonly #clock: Clock;

  constructor(database: ReadDatabase, transaction: AuditedTransaction, check: LogCheck, clock: Clock) {
    this.#database = database;
    this.#transaction = transaction;
    this.#check = check;
    this.#clock = clock;
  }

  /**
   * Makes sure that the log was verified since the last record went under a disposal.
   *
   * @throws Problem `not_found`, or `action_not_allowed` before anything went or before the log's tree has it
   */
  async run(user: CaseUser, id: string): Promise<void> {
    const {organisationId} = user;
    const {disposal, verification} = await this.#database.read(async (tx) => ({
      disposal: await tx.row(findDisposal, [organisationId, id]),
      verification: await tx.row(findVerification, [organisationId, id]),
    }));
    if (!disposal) throw problems.notFound();
    if (!verification?.executed) throw problems.actionNotAllowed('Nothing went under this disposal yet.');
    if (verification.size !== null) return;
    const log = await this.#check.run(organisationId);
    await this.#transaction.run(organisationId, async (tx) => {
      const head = await headOver(tx, organisationId, {log, disposal: disposal.number});
      const now = this.#clock.now();
      const verified = log.first === null;
      const values = [verification.executed, log.size, head.root.toString('base64'), verified, head.note];
      await tx.write(insertVerification, [organisationId, id, now, ...values]);
      const details = {disposal: disposal.number, size: log.size, verified};
      const act = {kind: 'disposal', type: 'disposalVerified', action: 'E', details} as const;
      return {result: undefined, records: [deskRecord(user, act)]};
    });
  }
}

/** @throws Problem `action_not_allowed` while the signed tree lacks an event of the disposal */
async function headOver(
  tx: ReadTransaction,
  organisation: string,
  {log: {head, size}, disposal}: {readonly log: CheckedLog; readonly disposal: string},
): Promise<NonNullable<CheckedLog['head']>> {
  const last = await lastOf(tx, organisation, disposal);
  if (head && last !== null && last < size) return head;
  throw problems.actionNotAllowed('The signed log does not reach this disposal yet; ask again in a moment.');
}

/** The leaf of the last event by which something went under a disposal; null while one is in no tree. */
async function lastOf(tx: ReadTransaction, organisation: string, disposal: string): Promise<number | null> {
  const stream = streams.organisation();
  let number = 0;
  for (let after = 0; ;) {
    const range = {after, limit: BATCH};
    const found = await readOpened(tx, {organisation, stream, kind: 'disposal'}, range);
    for (const {entry, event} of found) {
      after = entry.number;
      const {details} = JSON.parse(event) as {details: {disposal?: unknown}};
      if (details.disposal === disposal) number = entry.number;
    }
    if (found.length < BATCH) return findLeaf(tx, {organisation, stream, number});
  }
}
