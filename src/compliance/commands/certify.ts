import {Injectable, Logger} from '@nestjs/common';
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
  readonly #log = new Logger(Certify.name);

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
    const {disposal, verification, signed} = await this.#database.read(async (tx) => {
      const found = await tx.row(findDisposal, [organisationId, id]);
      return {
        disposal: found,
        verification: await tx.row(findVerification, [organisationId, id]),
        signed: found !== null && (await lastOf(tx, organisationId, found.number)) !== null,
      };
    });
    if (!disposal) throw problems.notFound();
    if (!verification?.executed) throw problems.actionNotAllowed('Nothing went under this disposal yet.');
    if (verification.size !== null) return;
    if (!signed)
      throw problems.actionNotAllowed(
        'The signed log does not reach this disposal yet; ask again in a moment.',
      );
    const {head, ...log} = await this.#checked(organisationId);
    await this.#transaction.run(organisationId, async (tx) => {
      const now = this.#clock.now();
      const verified = log.first === null;
      const values = [verification.executed, log.size, head.root.toString('base64'), verified, head.note];
      await tx.write(insertVerification, [organisationId, id, now, ...values]);
      const details = {disposal: disposal.number, size: log.size, verified};
      const act = {kind: 'disposal', type: 'disposalVerified', action: 'E', details} as const;
      return {result: undefined, records: [deskRecord(user, act)]};
    });
  }

  /** @throws Problem `unavailable` when the log could not be checked to its end */
  async #checked(organisationId: string): Promise<CheckedLog & {head: NonNullable<CheckedLog['head']>}> {
    try {
      const {head, ...log} = await this.#check.run(organisationId);
      if (!head) throw new Error('a leaf that is in a tree has no checkpoint over it');
      return {...log, head};
    } catch (error) {
      // What went wrong is for whoever runs Collegium; no words of the system leave by a reply.
      this.#log.error(
        `the log was not checked for a certificate: ${error instanceof Error ? error.message : String(error)}`,
      );
      throw problems.unavailable(
        'The log could not be checked to its end; ask again, or ask whoever runs Collegium.',
      );
    }
  }
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
