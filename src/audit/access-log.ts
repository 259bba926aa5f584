import {Injectable} from '@nestjs/common';
import {Clock} from '../platform/clock/clock';
import {Randomness} from '../platform/crypto/randomness';
import {Database} from '../platform/database/database';
import {ReadTransaction} from '../platform/database/transaction';
import {Problem, ProblemCode} from '../platform/errors/problem';
import {AuditRecord} from './domain/audit-record';
import {LogUnavailableError} from './log-unavailable-error';
import {noteRefusals} from './note-refusals';
import {appendRecords} from './persistence/append-records';

/** What a look found, and what of it is to be put on record before anybody sees it. */
export interface Seen<T> {
  readonly result: T;
  readonly records: readonly AuditRecord[];
}

/** Reads that are put on record before they are answered, and refusals, each in a short transaction of their own. */
@Injectable()
export class AccessLog {
  readonly #database: Database;
  readonly #source: {clock: Clock; randomness: Randomness};

  constructor(database: Database, clock: Clock, randomness: Randomness) {
    this.#database = database;
    this.#source = {clock, randomness};
  }

  /**
   * Looks in a READ ONLY transaction, then records on the same connection what content was shown.
   *
   * @throws LogUnavailableError when the record cannot be written; nothing may be shown then
   */
  async read<T>(organisation: string, look: (tx: ReadTransaction) => Promise<Seen<T>>): Promise<T> {
    const seen = await this.#database.readThenWrite(
      organisation,
      look,
      async (tx, {records}) => {
        try {
          await appendRecords(tx, organisation, records, this.#source);
        } catch (error) {
          throw new LogUnavailableError(error);
        }
      },
      ({records}) => records.length > 0,
    );
    noteRefusals(seen.records);
    return seen.result;
  }

  /**
   * Does `work`; when it is refused, the refusal is put on record in a transaction of its own before it is answered.
   *
   * @param recordOf the record of a refusal with this code
   */
  async recordingRefusals<T>(
    organisation: string,
    recordOf: (code: ProblemCode) => AuditRecord,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem) await this.record(organisation, [recordOf(error.code)]);
      throw error;
    }
  }

  /** Records refusals or sign-ins that change nothing else. */
  async record(organisation: string, records: readonly AuditRecord[]): Promise<void> {
    try {
      await this.#database.write(
        (tx) => appendRecords(tx, organisation, records, this.#source),
        organisation,
      );
    } catch (error) {
      throw new LogUnavailableError(error);
    }
    noteRefusals(records);
  }
}
